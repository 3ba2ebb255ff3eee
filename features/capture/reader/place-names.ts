/** What the name of a place looks like: the shape of a town and its state, countries and greater towns by name. */
import { key, tidy, wordCount } from './text.ts';
import { L, Lu, pattern, picture, Sc, twoLetters } from './letters.ts';

/** Departments stand in such rows too. */
const field =
  /engineer|sales|market|design|financ|operation|product|people|support|legal|data|construct|hr\b|it\b|human|custom|develop|research|manage|technolog|science|account|admin|health|educat|senior|junior|level|entry|vertrieb|entwicklung|obchod/;

/** Names a department. */
export const isField = (id: string) => field.test(id);

/** States and provinces by their letters, as part of a pattern. */
export const state =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|ON|QC|BC|AB|MB|SK|NS|NB|NSW|VIC|QLD|ACT|TAS';
const pictures = pattern`^(?:\s|${picture})+`;

/** A place without what is written around it. */
export function trimmed(text: string): string {
  return tidy(text)
    .replace(pictures, '')
    .replace(/^(locations?|ort|standort|city|in|based in|office|address|place)\s?[:–-]\s*/i, '')
    .replace(/\s*(\(?(view|show|see|open) (on |in )?(the )?(map|all|more).*|\+ ?\d+ more.*|and \d+ more.*|\d+ more)$/i, '')
    .replace(/^(anywhere) in the world$/i, '$1')
    .replace(/^[\s,;|•·-]+|[\s,;|•·:.-]+$/g, '');
}

const noPlace =
  /^(locations?|city|state|country|office|place|address|region|remote work|n ?a|tb[da]|any|all.*|(select|search|apply|view|visit|see|show).*|yes|no|full time|part time|contract|permanent|department|team|share|save|map|(date|posted|salary|job|employment|company|about|english|id|req|hours?).*|category|type|other|new|description|none|.* ago|not specified|hybrid|on ?site|freelance|intern(ship)?|engineering|sales|marketing)$/;

const prose = pattern`[.!?]\s+[${L}]+ [${L}]+|[!?]$|https?:|[@©:${Sc}]| ago\b`;
const name = pattern`^[${Lu}\d]`;

/** May be a place, where a label says that one comes. */
export function isPlausible(text: string): boolean {
  const id = key(text);
  return (
    text.length > 1 &&
    text.length <= 110 &&
    wordCount(id) <= 14 &&
    twoLetters.test(text) &&
    !noPlace.test(id) &&
    !prose.test(text) &&
    !/\b(we|you|our|your|is|are|will|experience|years|salary|posted|must|with|work from home|schedule)\b/.test(id)
  );
}

/** A few words that begin like a name. */
export function looksLikePlace(text: string): boolean {
  return isPlausible(text) && name.test(text) && wordCount(text) <= 8;
}

const townAndState = pattern`^[${Lu}][${L}.'’ -]{1,40},? ?(?:\(?(?:${state})\)?)(?:,? (?:USA?|United States|Canada|Australia|\d{5}))?$|^(?:USA?[, -]+)?(?:${state})[ ,-]+[${Lu}][${L}. ]{2,30}$`;

/** Is a place by its own shape or name, without a label. */
export function isCertain(text: string): boolean {
  const bare = trimmed(text)
    .replace(/\s*\((remote|hybrid|on-?site|f\/m\/d|m\/w\/d)\)|^(remote|hybrid|on-?site)\s*[-–—,:/|(]+\s*/gi, '')
    .replace(/\s*[-–—,/(]+\s*(remote|hybrid|on-?site)\)?$/i, '');
  if (!isPlausible(bare) || wordCount(bare) > 9) return false;
  if (townAndState.test(bare) || /^(multiple|various|several) (locations|offices|cities|sites)$/i.test(bare)) return true;
  const parts = bare
    .split(/\s*[,/()]\s*|\s+[-–]\s+/)
    .filter((part) => part !== '')
    .map((part) => key(part.replace(/\d+/g, ' ')));
  const known = gazetteer();
  return parts.length <= 5 && (known.has(parts.at(-1) ?? '') || known.has(parts[0] ?? ''));
}

let knownNames: ReadonlySet<string> | undefined;

/** Countries and greater towns, folded. */
function gazetteer(): ReadonlySet<string> {
  knownNames ??= new Set(`${countries}|${towns}`.split('|'));
  return knownNames;
}

/** In English and as they call themselves. Asking the browser (`Intl`) for these or for towns takes longer than all else. */
const countries =
  'usa|us|united states|united states of america|uk|united kingdom|great britain|england|scotland|wales|northern ireland|ireland|canada|australia|new zealand|germany|deutschland|austria|osterreich|switzerland|schweiz|suisse|france|belgium|belgie|belgique|netherlands|nederland|the netherlands|luxembourg|spain|espana|portugal|italy|italia|greece|poland|polska|czechia|czech republic|cesko|ceska republika|tschechien|slovakia|slovensko|hungary|magyarorszag|romania|bulgaria|croatia|slovenia|serbia|ukraine|украіна|украина|russia|россия|belarus|беларусь|kazakhstan|казахстан|estonia|latvia|lithuania|finland|suomi|sweden|sverige|norway|norge|denmark|danmark|iceland|turkey|turkiye|israel|uae|united arab emirates|saudi arabia|egypt|south africa|nigeria|kenya|india|pakistan|bangladesh|china|hong kong|taiwan|japan|south korea|singapore|malaysia|thailand|vietnam|indonesia|philippines|brazil|brasil|mexico|argentina|chile|colombia|peru|costa rica|uruguay|cyprus|malta|georgia|armenia|morocco|europe|emea|apac|latam|worldwide|anywhere|anywhere in the world|deutschlandweit|bundesweit';

const towns =
  'london|paris|berlin|madrid|rome|vienna|amsterdam|brussels|copenhagen|stockholm|oslo|helsinki|reykjavik|dublin|lisbon|athens|prague|budapest|bucharest|sofia|belgrade|zagreb|ljubljana|sarajevo|skopje|podgorica|warsaw|riga|tallinn|vilnius|kiev|kyiv|moscow|chisinau|zurich|luxembourg|monaco|andorra|vaduz|san marino|gibraltar|jersey|guernsey|isle of man|istanbul|kaliningrad|kirov|samara|saratov|volgograd|omsk|tomsk|irkutsk|krasnoyarsk|vladivostok|yekaterinburg|novosibirsk|new york|chicago|los angeles|denver|phoenix|detroit|boise|louisville|indianapolis|anchorage|juneau|honolulu|toronto|vancouver|edmonton|calgary|winnipeg|regina|halifax|mexico city|monterrey|tijuana|cancun|puerto rico|panama|havana|santo domingo|jamaica|nassau|bogota|caracas|lima|quito|guayaquil|la paz|santiago|buenos aires|cordoba|montevideo|sao paulo|recife|fortaleza|manaus|bermuda|cairo|casablanca|algiers|tunis|lagos|accra|dakar|nairobi|kampala|kigali|addis ababa|dar es salaam|harare|lusaka|luanda|windhoek|johannesburg|cape town|mauritius|dubai|abu dhabi|qatar|doha|bahrain|kuwait|muscat|riyadh|amman|beirut|baghdad|tehran|jerusalem|nicosia|baku|tbilisi|yerevan|tashkent|almaty|bishkek|karachi|dhaka|colombo|kathmandu|maldives|bangkok|phnom penh|vientiane|hanoi|saigon|ho chi minh city|kuala lumpur|jakarta|manila|shanghai|beijing|macau|taipei|seoul|tokyo|sydney|melbourne|brisbane|perth|adelaide|hobart|darwin|canberra|auckland|wellington|san francisco|seattle|boston|austin|dallas|houston|atlanta|miami|philadelphia|san diego|san jose|washington|washington dc|portland|palo alto|mountain view|sunnyvale|new york city|bay area|munchen|munich|hamburg|koln|cologne|frankfurt|stuttgart|dusseldorf|leipzig|dresden|hannover|nurnberg|karlsruhe|bonn|bremen|wien|graz|linz|basel|bern|geneva|lausanne|praha|brno|ostrava|plzen|olomouc|warszawa|krakow|wroclaw|gdansk|poznan|lyon|marseille|toulouse|nantes|lille|bordeaux|barcelona|valencia|milano|milan|roma|torino|rotterdam|utrecht|eindhoven|antwerp|manchester|birmingham|leeds|bristol|edinburgh|glasgow|cambridge|oxford|goteborg|malmo|bangalore|bengaluru|hyderabad|pune|chennai|mumbai|gurgaon|noida|delhi|montreal|ottawa|москва|санкт петербург|новосибирск|екатеринбург|казань|минск|tel aviv|porto|bratislava';

/** Whether a text is the name of a country or greater town. */
export const isKnownPlace = (text: string) => gazetteer().has(key(text));
