/**
 * What a column of someone's table can be, and the names people give it.
 *
 * Data only. A name stands under one field; names are compared as `plainName` leaves them.
 */
import { type ImportField, importFields } from '../../api.ts';

/** Names of columns by field: English first, then German, Spanish, French, Italian, Portuguese, Dutch, Turkish, Chinese. */
const namesByField: Readonly<Record<ImportField, string>> = {
  company:
    'company, company name, employer, employer name, organization, organisation, firm, company info, business, unternehmen, firma, firmenname, arbeitgeber, unternehmensname, empresa, nombre de la empresa, compañía, entreprise, société, employeur, nom de l entreprise, azienda, società, datore di lavoro, nome da empresa, empregador, bedrijf, werkgever, bedrijfsnaam, şirket, firma adı, şirket adı, 公司, 公司名称, 公司名, 企业, 企业名称, 单位, 会社名',
  title:
    'title, job title, role, position, position title, job, job name, job role, role title, job position, position name, vacancy, stelle, stellenbezeichnung, jobtitel, berufsbezeichnung, stellentitel, rolle, position bezeichnung, puesto, cargo, rol, título, título del puesto, vacante, poste, intitulé, intitulé du poste, titre, titre du poste, fonction, offre, posizione, ruolo, mansione, titolo, vaga, posição, título da vaga, função, functie, functietitel, vacature, pozisyon, görev, iş unvanı, 职位, 职位名称, 岗位, 岗位名称, 应聘职位, 申请职位, 职务, 職種',
  stage:
    'stage, status, state, application status, job status, current status, status name, list, list name, result, outcome, phase, progress, bewerbungsstatus, stand, ergebnis, estado, etapa, resultado, fase, statut, état, étape, résultat, stato, esito, situação, estágio, durum, aşama, 状态, 申请状态, 进度, 阶段, 结果, 当前状态, 応募状況',
  appliedOn:
    'applied on, applied, date, application date, date applied, applied date, applied at, date of application, submitted, submission date, date submitted, apply date, bewerbungsdatum, beworben am, datum, datum der bewerbung, abgeschickt am, fecha, fecha de solicitud, fecha de aplicación, fecha de postulación, fecha de candidatura, date de candidature, date d envoi, date de postulation, data, data candidatura, data di candidatura, data da candidatura, data de candidatura, data de aplicação, sollicitatiedatum, tarih, başvuru tarihi, 日期, 申请日期, 投递日期, 投递时间, 申请时间, 应聘日期, 応募日',
  savedOn:
    'saved on, date saved, saved date, saved at, added at, date added, added on, created at, created, timestamp, gespeichert am, hinzugefügt am, guardado el, enregistré le, 保存日期, 收藏时间',
  stageOn: 'stage on, stage date, stage entered at, status date, date of status, status changed at, last status change',
  url: 'url, link, job url, job link, posting url, job posting, posting link, job posting url, apply link, application link, listing url, listing, ad link, job ad, web link, stellenlink, stellenanzeige, anzeige, enlace, enlace de la oferta, lien, lien de l offre, annonce, collegamento, annuncio, bağlantı, 链接, 网址, 职位链接, 招聘链接',
  location:
    'location, city, place, job location, office, office location, ort, standort, arbeitsort, stadt, ubicación, ciudad, lugar, localización, lieu, ville, localisation, luogo, sede, città, località, local, cidade, localidade, localização, locatie, plaats, standplaats, konum, şehir, yer, 地点, 工作地点, 城市, 地址, 所在地, 勤務地',
  workMode:
    'work mode, workplace type, work model, remote, workplace, work arrangement, work type, remote onsite, arbeitsmodell, homeoffice, modalidad, mode de travail, télétravail, modalità, çalışma şekli, 工作方式, 办公方式, 远程',
  employmentType:
    'employment type, job type, contract type, type of employment, contract, employment, anstellungsart, beschäftigungsart, vertragsart, tipo de contrato, tipo de empleo, jornada, type de contrat, contrat, tipo di contratto, dienstverband, 工作类型, 雇佣类型, 职位类型',
  seniority:
    'seniority, level, seniority level, experience level, job level, erfahrungsstufe, nivel, niveau, livello, nível, 级别, 职级',
  pay: 'pay, salary, salary range, compensation, pay amount, pay range, wage, remuneration, salary expectation, gehalt, gehaltsspanne, lohn, vergütung, jahresgehalt, salario, sueldo, rango salarial, remuneración, salaire, rémunération, fourchette salariale, stipendio, retribuzione, ral, salário, faixa salarial, remuneração, salaris, maaş, ücret, 薪资, 工资, 薪水, 薪酬, 薪资范围, 年薪, 给料',
  payMin: 'pay min, min salary, minimum salary, salary min, salary from, gehalt von, salario mínimo, salaire min, 最低薪资',
  payMax: 'pay max, max salary, maximum salary, salary max, salary to, gehalt bis, salario máximo, salaire max, 最高薪资',
  payCurrency: 'pay currency, currency, salary currency, währung, moneda, devise, valuta, moeda, 币种, 货币',
  payPeriod: 'pay period, salary pay period, pay frequency, salary period, zeitraum, periodo salarial, 薪资周期',
  source:
    'source, job source, posting source, application site, platform, job board, website, site, found on, where found, channel, via, quelle, gefunden bei, portal, jobbörse, fuente, origen, plataforma, canal, vía, source de l offre, plateforme, fonte, piattaforma, origem, bron, kaynak, 来源, 渠道, 平台, 招聘平台, 投递渠道',
  method: 'method, application method, how applied, bewerbungsweg, forma de postulación, mode de candidature',
  description:
    'description, job description, html description, posting text, stellenbeschreibung, beschreibung, descripción, descripción del puesto, description du poste, descrizione, descrição, descrição da vaga, omschrijving, 职位描述, 工作描述, 岗位描述',
  notes:
    'notes, note, comments, comment, remarks, remark, notizen, notiz, anmerkung, anmerkungen, bemerkung, bemerkungen, kommentar, kommentare, notas, nota, comentarios, observaciones, remarques, commentaires, commentaire, note libere, commenti, observações, comentários, opmerkingen, notities, notlar, 备注, 笔记, 说明, 评论, メモ',
  tags: 'tags, tag, labels, label, category, categories, keywords, schlagwörter, kategorie, etiquetas, categoría, étiquettes, catégorie, etichette, categoria, 标签, 类别, 分类',
  postedOn:
    'posted on, date posted, posted, posting date, posted date, published, published on, veröffentlicht am, fecha de publicación, date de publication, data pubblicazione, 发布日期, 发布时间',
  closesOn:
    'closes on, deadline, closing date, application deadline, apply by, expires, expires on, bewerbungsfrist, frist, fecha límite, plazo, date limite, échéance, scadenza, prazo, data limite, 截止日期, 截止时间',
  nextAction:
    'next action, next step, next steps, to do, todo, action, nächster schritt, próximo paso, siguiente paso, prochaine étape, prochaine action, prossimo passo, próximo passo, volgende stap, 下一步, 后续行动',
  nextActionOn:
    'next action on, follow up date, follow up, follow up at, follow up on, next action date, next step date, followup date, followup, wiedervorlage, nachfassen am, fecha de seguimiento, seguimiento, date de relance, relance, 跟进日期, 跟进时间',
  excitement: 'excitement, interest, rating, stars, interest level, interesse, interés, intérêt, 兴趣',
  priority: 'priority, priorität, prioridad, priorité, priorità, prioridade, öncelik, 优先级',
  referenceNumber:
    'reference number, reference, ref, job reference, reference no, referenznummer, kennziffer, referencia, référence, riferimento, referência, 编号, 职位编号',
  externalJobId: 'external job id, job id, requisition id, req id, requisition, job number, stellen id, 职位id',
  portalUrl: 'portal url, portal, application portal, login url, career portal',
  companyWebsite:
    'company website, company url, company site, website of company, firmenwebsite, sitio web de la empresa, site de l entreprise, 公司网站, 公司官网',
  sourceId: 'id, uuid, application id, record id',
  answers: 'question and answers, questions and answers, screening answers',
};

const fieldByName = new Map(
  importFields.flatMap((field) => namesByField[field].split(', ').map((name) => [plainName(name), field] as const)),
);

/**
 * A column's name for comparing: `Job_Title`, `jobTitle` and ` job title:` are all `job title`.
 * Accents stay: they tell words apart, and people who use them type them.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}#]+/gu, ' ')
    .trim();
}

/** The field that a column of this name is; `undefined` when the name says nothing we know. */
export function fieldNamed(name: string): ImportField | undefined {
  return name.length > 120 ? undefined : fieldByName.get(plainName(name));
}
