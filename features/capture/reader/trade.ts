/** What a short text is: the name of a trade, or a caption, a slogan, a call. */

/** Words that, among themselves, only name a page or a part of it, folded. */
const pageWords = new Set(
  `a the our your my this all and or of for in at to with us on about id no more be is as you we
  view browse current open available latest new featured search find external internal global early
  career careers job jobs work working vacancy vacancies opening openings position positions role roles opportunity opportunities employment
  recruitment recruiting hiring offer offers portal site center home homepage page section results result details detail description posting postings
  information summary overview title alerts alert application applications profile type category department here board list listing
  responsibilities requirements qualifications skills benefits perks introduction location locations team teams salary compensation pay company employer
  menu navigation news blog people culture values mission life login language english deutsch faq contact related similar other share save report posted key
  additional essential preferred minimum basic main full part time remote hybrid contract permanent quick purpose duties number next close
  candidate candidates applicant interested thank loading error oops 404 cookies cookie privacy legal terms accessibility equal diversity supporting
  stellenangebot stellenangebote stellenanzeige stellenausschreibung stellenbeschreibung jobangebot karriere stellen offene uber uns ihre deine aufgaben profil
  wir bieten kontakt impressum datenschutz startseite jetzt bewerben das der die
  nabidka nabidky prace volna volne mista misto pozice pracovni o nas kariera kontakt popis pozadujeme nabizime napln uvod
  offre offres d emploi emplois carrieres recrutement nos accueil du poste description missions
  oferta ofertas de empleo empleos trabajo vacantes descripcion requisitos funciones vagas vaga
  вакансия вакансии карьера работа о компании описание обязанности требования условия контакты мы предлагаем
  oferty pracy praca opis wymagania oferujemy vacature vacatures werken bij over ons offerte di lavoro lediga ledige jobb stillinger om oss`.match(
    /\S+/g,
  ),
);

/** How sentences and calls begin or go that stand as headings on pages of postings. */
const phrase =
  /^(join|meet|about|discover|contact|follow|share|apply|why|welcome|explore|learn|how|what|who|where|when|we re|stay|sign|log in|create|register|submit|start|back|skip|show|see|email|upload|powered|thank|sorry|was (wir|sie|dich|du|ist)|warum|deine?|ihre?|das (bieten|bringst|erwartet)|willkommen|co (te|vas|po|u|od)|koho|proc|qui sommes|rejoignez|a propos|sobre|отклик|ищем|мы |что мы|dlaczego|lavora con) |not found|no longer|(job|position|posting|vacancy) (has|is|was) |applicant portal|equal opportunity|cookie|javascript|browser/;

/** A caption of a page, a slogan or a call, not a name. */
export function isGeneric(id: string): boolean {
  return phrase.test(`${id} `) || id.split(' ').every((word) => pageWords.has(word));
}

/** Words that names of trades are made of, folded; beginnings. */
const trade =
  /\b(engin|develop|program|manag|direct|analy|archite|design|consult|special|associat|assist|coordin|admini|lead|head\b|chief|officer|executive|represent|technic|operat|scien|research|account|audit|counsel|attorney|lawyer|paralegal|clerk|nurs|physician|doctor|therap|teach|lectur|profess|tutor|driver|mechani|electri|plumb|weld|cook|chef|wait|barista|cashier|sales|market|recruit(?!ment|ing)|advis|agent|intern\b|internship|trainee|apprentic|student|worker|help|support|tester|qa\b|devops|writer|edit|translat|product|project|supervis|inspect|plann|buyer|secret|recepti|partner|president|vp\b|strateg|owner|artist|produc|guard|pilot|pharma|dent|librar|econom|fellow|trader|bank|estimat|surveyor|labou?rer|clean|care|social|operator|mitarbeit|leit|entwickl|ingenieu|berat|kauf|sachbearb|mechatron|referent|verk[ao]|pfleg|arzt|erzieh|lehr|fach|fahrer|werkstud|prakti|ausbild|azubi|buchhalt|monteur|vyvoj|inzen|vedouc|ucetni|obchod|asist|prodav|ridic|sklad|spravce|manaz|junior|senior|charg|responsab|compta|vende|conseil|desarr|ingen|geren|encarg|auxil|inzyn|kierow|ksiegow|sprzed|handl|doradc|ontwikk|medewerk|beheer|svilup|impieg|addett|utveck|saljar|udvikl|konsul)|(разраб|инжен|програм|менедж|руковод|аналит|специал|консул|админ|директ|дизайн|тестир|бухгал|продав|водит|операт|стаж|ведущ|старш|младш|помощ|юрист|врач|учит|эксперт|архит|маркет|техник|мастер|рабоч|повар|касс|кладов|логист)/u;
/** Names a trade, as titles do. */
export const isTrade = (id: string) => trade.test(id);
