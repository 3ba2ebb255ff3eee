/**
 * What forms call their fields, in many languages: the only place where words are weighed.
 *
 * Every entry is a list of phrases apart by `|`, written as `plain` leaves them: small letters without accents. A space also
 * stands for none (`first name` finds `firstname`); `*` at an end lets letters follow or precede.
 */
import { phrases } from './plain.ts';
import type { Source } from './suggestion.ts';

/** A payment card and what stands around it. */
const cardWords =
  'card (?:number|no|nr|num|name|holder|type|code|details|exp\\p{L}*|security)|^card$|*card holder*|credit card*|debit card*|*on card|*on your card|*on the card|*on my card' +
  '|kreditkarte*|karten(?:nummer|inhaber|prufnummer)|tarjeta|titular*|titulaire*|intestatario|carte (?:bancaire|de credit)|numero de carte|carta di credito|cartao|karty|карт[аы]|kortnummer|kortinnehavare' +
  '|cvv*|cvc*|csc|ccv|cc (?:num|number|name|exp|type|code|month|year)\\p{L}*|expir*|exp (?:date|month|year|mm|yy)|ablaufdatum|gultig bis|vencimiento|caducidad|validade|scadenza|vervaldatum';
export const ofCard = phrases(cardWords);

/** Whatever else is said of it: such a field is left alone. */
export const forbidden = phrases(
  '*password*|*passwort*|kennwort*|mot de passe|contrasena|senha|haslo|heslo|парол*|losenord|wachtwoord|パスワード|passcode|pass phrase' +
    '|verification code|verify code|security code|confirmation code|access code|auth\\p{L}* code|one time*|otp|two factor*|2 fa|sms code|email code|code we sent' +
    '|*captcha*|honey pot*|dev field*|bot field|robot|human|spam|leave this*|(?:leave|left|keep|bleibt?|lassen) ?\\p{L}* ?\\p{L}* (?:blank|empty|leer|frei|vide|vacio)|do not fill*|don t fill*|should be empty' +
    `|${cardWords}` +
    '|iban|bic|routing number|account number|bank*|sort code|gift (?:card|code|certificate)*|promo*|coupon*|voucher*|discount*|gutschein*|rabatt*' +
    '|gender*|sex|race|ethnic*|veteran*|*disab*|*behinder*|handicap*|hispanic*|latin[oax]*|sexual*|orientation|pronoun*|transgender*|religio*|marital*|eeoc?|demographic*|self identif*|geschlecht|sexe|sexo|genero|genere|sesso|plec|pohlavi|пол|^стать$|kon|kjonn|性別|geslacht|familienstand' +
    '|ssn|social security*|social insurance*|national insurance*|national id*|tax (?:id|number|payer)*|passport (?:no|number|nr)|(?:driver|driving)*|identity (?:card|number)|id number|^dni|de dni|^nie$|nif|cpf|rg|curp|rfc|codice fiscale|pesel|rodne cislo|personnummer|bsn|aadhaa?r|pan (?:card|number)|инн|снилс|паспорт*|fodselsnummer|cpr' +
    '|secret|security (?:question|answer)|your answer|maiden|mothers?|fathers?|parents?|guardian',
);

/** Not about the one who applies, or not a thing a profile holds. */
export const besides = phrases(
  'friend*|referr*|referees?|references?|emergency|next of kin|spouse|partner*|supervisor*|*manager*|recruiter*|dependents?|beneficiary|relatives?|family member|child*|sender*' +
    '|preferred (?:first|given|last)|preferred names?|nick name|known as|called|alias|former*|previous*|past|other names?|phonetic|pronunciation|pronounce|furigana|フリガナ|ふりがな|カナ|セイ|メイ|tussenvoegsel|bairro|colonia' +
    '|birth*|*geburt*|naissance|nacimiento|nascimento|nascita|urodzenia|narozeni|рожд*|народж*|fodsel*|生年月日|dob|born' +
    '|fax*|telefax|pager|ext|extension|durchwahl|(?:phone|device|telephone|number|address|mobile) type|phone device|relationship|search*|keywords?|query|such(?:e|en|begriff)|recherche*|buscar|cerca|szukaj|hledat|поиск' +
    '|signature|signed|date|datum|today|file name|company (?:size|type|industry|web ?site|url|phone|address|e ?mail|ein|reg\\p{L}*)|(?:employer|employers|company|employer s|company s) (?:phone|telephone|address|city|e ?mail)|industry|sector|subject|betreff|message|comments?' +
    '|(?:preferred|desired|work|office|job|interview|store|birth) (?:location|city|country|office)|which (?:location|office)|^state (?:your|the|why|if|any)|relocat*|cover letter|suffix|job (?:id|ref\\p{L}*)|position applied*|applying for|source|hear about*|(?:high|secondary) school|visa type|years? of|how (?:many|long|did|much experience)|languages?|nationality|citizen*|staatsang*|ip|mac|same (?:as|address)',
);

/** What one calls oneself on a site. Softer than what is forbidden: a site may ask for an e-mail address under it. */
export const account = phrases(
  'user name*|user id|userid|login*|log in*|benutzer*|nom d utilisateur|(?:nombre de )?usuario|usuario|nome utente|логин|логін|screen name|display name|account name|uzytkownik*|gebruikers*|anvandarnamn|session key|member id',
);

/** Headings over parts of a form that ask for other people, earlier times or things that are nobody's business. */
export const foreignPart = phrases(
  'references?|referees?|emergency*|notfall*|next of kin|self identif*|equal (?:employment|opportunit)\\p{L}*|eeo|voluntary*|demographic*|diversity*|(?:work|employment|job|professional) (?:experience|history)|previous (?:employ|job)\\p{L}*|berufserfahrung|gift card|refer a friend|tell a friend',
);

/** Forms that want no application: alerts, letters, searches, and what keeps a posting for later. */
export const newsletter = phrases(
  'subscri*|news ?letter*|job alerts?|alert*|notify*|save (?:this |the )?job|abonn*|updates?|mailing list|coupon*|forgot*|reset|rassegna|boletin*|joblist*',
);
export const signingIn = phrases(
  'sign in|log in|login|signin|anmelden|einloggen|se connecter|connexion|iniciar sesion|entrar|accedi|inloggen|zaloguj|prihlasit|войти|вход|logga in|session key',
);
export const signingUp = phrases(
  'sign up|signup|regist*|creat*|join*|(?:choose|new) password|registrier*|konto anlegen|s inscrire|inscription|crear|cadastr*|iscriviti|aanmelden|zarejestruj|zalozit|зарегистр*|apply|submit|bewerb*|postuler',
);

/** A first and a last name, or a name and a surname, in one breath. */
const bothNames =
  /(?<!\p{L})(?:(?:first|given|vor|voor|nombres?|nome|prenoms?|imie|jmeno|имя|ім я|fornamn|fornavn|name) (?:name )?(?:(?:and|und|y|e|et|a|i|и|та|en|och|og) )?(?:last|sur|family|nach|familien|achter|apellidos?|cognome|sobrenome|nom|nazwisko|prijmeni|фамили|прізвище|efternamn|efternavn|initial)|(?:last|surname|family|nachname|nom|nazwisko|prijmeni|фамилия|прізвище|cognome|apellidos?) (?:name )?(?:(?:and|und|y|e|et|a|i|и|та|en) )?(?:first|given|vorname|prenoms?|imie|jmeno|имя|ім я|nome|nombre))(?:name)?(?!\p{L})/u;

/** What words say a field is; `name` stands for a name of which only its company in the form tells which. */
export type Saying = Source | 'name' | 'legal';

/** In this order: the first that is found, is. */
const sayings: readonly (readonly [Saying, RegExp])[] = [
  ['legal', /(?<!\p{L})(?:authori[sz]|sponsor|right to work|work permit|eligib|legally|visa|arbeitserlaubnis)/u],
  ['linkedinHandle', /linked ?in.* (?:user ?name|handle|id)$/u],
  ['linkedinUrl', phrases('linked in*')],
  ['githubHandle', /git ?hub.* (?:user ?name|handle|id|login)$/u],
  ['githubUrl', phrases('git hub*')],
  [
    'otherLink',
    phrases(
      'git lab*|twitter*|facebook*|instagram|stack overflow*|dribbble|behance|medium|xing*|skype|youtube|tiktok|other (?:web ?site|url|link|site|profile)s?',
    ),
  ],
  [
    'email',
    phrases(
      'e mail*|mail|courriel*|correo*|adresse electronique|elektronische post|(?:электронн|електронн|эл)\\p{L}* (?:почт|пошт|адрес)\\p{L}*|e post*|*メール*|sahkoposti*|имейл|邮箱|*email',
    ),
  ],
  [
    'phoneCountryCode',
    phrases(
      '(?:tele)?phone country*|(?:country|mobile|international) (?:phone|calling|dial\\p{L}*) (?:code|prefix)|(?:phone|dial\\p{L}*|calling|tel|mobile) (?:country )?(?:code|prefix)|country (?:dial|calling)\\p{L}*|landervorwahl|indicatif*|prefijo*|prefisso*|kierunkowy|predvolba|код страны|код країни',
    ),
  ],
  [
    'phone',
    phrases(
      'phone*|*telephone*|tel|tel (?:no|nr|number)*|tele(?:fon|foon|fono|fone|fonn)*|mobile*|mobil*|cell*|handy*|portable|movil*|celular*|komork*|gsm|contact (?:number|no)|телефон*|мобильн*|мобільн*|*電話*|*携帯*|puhelin*|rufnummer|natel|whats app*|*phone|*phone number',
    ),
  ],
  ['fullName', bothNames],
  [
    'middleName',
    phrases(
      'middle*|m i|m name|additional name|zweiter vorname|отчество|по батькові|segundo nombre|second prenom|deuxieme prenom|mellannamn',
    ),
  ],
  [
    'givenName',
    phrases(
      'first name*|first$|given name*|given$|fore name*|fname|f name|legal first*|vorname*|prenom*|voornaam*|roepnaam|imie|imiona|fornamn|fornavn|tilltalsnamn|etunimi|primer nombre|nombre de pila|^名|*first name*',
    ),
  ],
  [
    'familyName',
    phrases(
      'last name*|last$|sur name*|family name*|lname|l name|nachname*|familienname*|zuname|nom de famille|apellidos?*|sobrenome*|apelidos?|cognome*|achternaam*|nazwisk*|prijmeni*|фамили*|прізвищ*|efternamn|efternavn|etternavn|sukunimi|^姓|*last name|*surname',
    ),
  ],
  [
    'expectedPay',
    /(?<!\p{L})(?:(?:expect|desir|requir|wish|target|aspir|anticipat|wunsch|pretens|pretent|oczekiw|predstav|ожида|зарплатн|очіку|ansprak|gewenst|richiest|minimum).*(?:salar|\bpay|compens|wage|\brate|ctc|remuner|gehalt|lohn|sueldo|financ|finans|mzd|plat|зарплат|vergutung|ожидан)|(?:salar|pay|compens|wage|rate|ctc|remuner|sueldo|retribu|wynagrodz|gehalts|lohn|mzd|plat|financ|зарплат).*(?:expect|desir|requir|aspir|wunsch|vorstellung|pretens|oczekiw|predstav|ожида|очіку|wens|richiest)|gehalts(?:vorstellung|wunsch|erwartung)|loneansprak|lonekrav)/u,
  ],
  [
    'noticePeriod',
    phrases(
      'notice period|notice|kundigungsfrist*|preavis|preaviso|aviso previo|preavviso|opzegtermijn|okres wypowiedzenia|vypovedni*|uppsagningstid*|opsigelses*',
    ),
  ],
  ['degree', phrases('degree*|abschluss*|diplome|titulo academico|titre obtenu|wyksztalcenie|vzdelani')],
  [
    'fieldOfStudy',
    phrases(
      'field of study|major|discipline|studien(?:fach|gang|richtung)|course of study|area of study|domaine d etudes|kierunek',
    ),
  ],
  ['graduationYear', phrases('graduation year|year of graduation|abschlussjahr')],
  [
    'school',
    phrases(
      'school*|universit*|college*|alma mater|hochschule*|ecole*|uczelnia|skola|institution name|educational institution|вуз|университет*',
    ),
  ],
  [
    'currentTitle',
    phrases(
      '(?:current|present|aktuelle?r?|actuel|actual) (?:job )?(?:title|position|designation|role|occupation|poste|stelle)|job title|designation|occupation|berufsbezeichnung|poste actuel|professional title|jobtitle',
    ),
  ],
  [
    'currentCompany',
    phrases(
      'company*|employer*|organi[sz]ation*|org|firma*|firm|firm name|unternehmen*|entreprise*|societe|empresa*|azienda*|bedrijf*|organisatie*|spolecnost*|zamestnavatel*|компани*|компані*|foretag*|会社*',
    ),
  ],
  [
    'websiteUrl',
    phrases(
      'web site*|home page*|portfolio*|blog*|personal (?:url|page|site)|web (?:url|page|address)|webseite*|internetseite|site web|sitio web|pagina web|sito|site|strona*|сайт*|hemsida*|web|url',
    ),
  ],
  [
    'address',
    phrases(
      '(?:full|complete|mailing|postal|home|permanent|current|residential|correspondence) address|vollstandige adresse|address for correspondence',
    ),
  ],
  [
    'postalCode',
    phrases(
      'zip*|*zip code*|*zip|postal code*|post code*|post cd|postal$|plz|postleitzahl|cp|c p|code postal|codigo postal|cod postal|cep|^cap$|kod pocztowy|psc|(?:почтовыи )?индекс|(?:поштовии )?індекс|post nummer|post nr|*郵便番号*|pin code|eircode|code postale?|*postcode',
    ),
  ],
  ['country', phrases('country*|land|pays|pais|paese|nazione|kraj|zeme|^stat|страна|країна|国|maa|wohnsitzland|*country')],
  [
    'city',
    phrases(
      'city*|town*|locality|suburb|ort|stadt|wohnort|ville|commune|ciudad|poblacion|localidad|municipio|cidade|citta|comune|woonplaats|plaats|miasto|miejscowosc|mesto|obec|город|місто|postort|stad|^by$|poststed|kaupunki|市区町村|都市|address level 2|*city|*town',
    ),
  ],
  [
    'region',
    phrases(
      'state*|provinc*|county|region*|bundesland|kanton|canton|departement|estado*|wojewodztwo|област*|регион|^lan$|prefecture|都道府県|address level 1|*state|*province',
    ),
  ],
  [
    'location',
    phrases(
      'location*|where (?:do|are) you*|based|place of residence|residence|current residence|standort|wohnsitz|ubicacion|localisation|lokalizacja|localizacao|местоположение|место жительства|lieu de residence|residenza',
    ),
  ],
  [
    'houseNumber',
    phrases(
      'haus nummer|haus nr|house (?:no|nr|number)|street (?:no|nr|number)|huis nummer|huisnr|civico|numero (?:civico|exterior)|nr domu|cislo (?:popisne|domu)|дом|husnummer|building number|^(?:numero|no|nr)$',
    ),
  ],
  [
    'street2',
    phrases(
      '(?:address|street|addr|adresse|line|strasse|direccion)(?: address)?(?: line)? (?:2|two|ii|cont\\p{L}*)|line (?:2|two)|apt*|apartment*|suite*|unit|flat|floor|adresszusatz*|zusatz|complement*|informacion adicional|interior|piso|toevoeging|appartement|квартира|*street 2|*address 2|c o',
    ),
  ],
  [
    'street1',
    phrases(
      'address*|street*|addr|adress|adresse|anschrift|*strasse|str|rue|direccion*|domicilio|calle|endereco*|logradouro|rua|indirizzo*|^via|adres|ulica|ulici|adresa|ulice|адрес*|вулиця|адреса|gatu*|gata|gateadresse|住所|straat*|katuosoite|*address|*street',
    ),
  ],
  [
    'honorific',
    phrases(
      'honorific*|prefix|salutation|anrede|civilite|title|titel|titre|tratamiento|tratamento|mr (?:ms|mrs)*|name prefix|aanhef|osloveni|обращение',
    ),
  ],
  ['resume', phrases('resumes?*|cv|c v|curriculum*|lebenslauf*|zivotopis|резюме|cv resume|履歴書')],
  [
    'name',
    phrases(
      'name*|full name*|nom|nombres?|nome|naam|namn|navn|nimi|jmeno|имя|ім я|фио|піб|name and*|氏名|名前|お名前|*full name|*name',
    ),
  ],
];

/** Words around a name that say nothing of whose it is. */
const ownName =
  /^(?:(?:your|my|the|full|legal|complete|real|applicants?|candidates?|customers?|contact|user|s|first|last|and|as|on|in|it|is|appears|id|enter|please|required|name|nom|nombres?|nome|naam|namn|navn|nimi|jmeno|ihr|vollstandiger|voller|votre|complet|completo|tu|su|seu|il|tuo|uw|volledige|ваше|имя|ваша|фио|vase|cele|twoje|ім я|ваше|піб|氏名|名前|お名前|form|fields?|input|txt|text|value|cust|shipping|billing|recipient|receiver|delivery|ship|bill|personal|job application|systemfield|author|guest|member|\d+) ?)+$/u;
/** Names of things, not of people. */
const otherNames = phrases(
  'file*|group|school|event|product|domain|host|team|project|brand|tag|pet|street|city|country|state|class|list|channel|site|legal entity|department|course',
);
/** How many of these a text names: a field for two of them holds neither. */
const places = ['postalCode', 'city', 'region', 'country'] as const;

const byName = new Map(sayings);

/**
 * What a plain text says a field is; `null`: that it is to be left alone; `undefined`: nothing that is known.
 * `coded`: the text was written for machines, such as a name or an id.
 */
export function sayingOf(text: string, coded = false): Saying | null | undefined {
  if (text === '') return undefined;
  const found = sayings.find(([, words]) => words.test(text))?.[0];
  if (found === undefined) return undefined;
  if (found === 'email' && byName.get('phone')?.test(text) && / or | oder | ou | o /.test(text)) return null;
  if (found === 'name') return (coded ? !otherNames.test(text) : ownName.test(text)) ? 'name' : undefined;
  if (isPlace(found)) return placeOf(text, found);
  if (found === 'houseNumber' && byName.get('street1')?.test(text)) return 'street1';
  if (found === 'street2' && /(?:line|address|street) ?1|^street address(?!.* 2)/.test(text)) return 'street1';
  if (found === 'street1' && /(?:line|address|addr|street) ?[3-9]/.test(text)) return null;
  return found;
}

const isPlace = (saying: Saying): saying is (typeof places)[number] => places.some((place) => place === saying);

/** "City, state" is a place; "country/region" is a country; a code and a town in one are neither. */
function placeOf(text: string, first: (typeof places)[number]): Saying | null {
  const named = places.filter((place) => byName.get(place)?.test(text));
  if (named.length === 1 || first === 'country') return first;
  if (named.includes('country') && !named.includes('city')) return 'country';
  return named.includes('postalCode') ? null : 'location';
}
