/**
 * What a column of a table of people or of companies can be, and the names people give it; and what such a table is a list of, by its
 * names alone. Data but for that.
 */
import { companyImportFields, contactImportFields, type ListField, type TableContents } from '../../api.ts';
import type { Vocabulary } from './columns.ts';
import { fieldNamed, plainName } from './fields.ts';

type Names<Field extends string> = Readonly<Record<Field, string>>;
export type ContactField = (typeof contactImportFields)[number];
export type CompanyField = (typeof companyImportFields)[number];

/** English first, then German, Spanish, French, Italian, Portuguese. Names are compared as `plainName` leaves them. */
const contactNames: Names<ContactField> = {
  'contact.name':
    'name, full name, contact, contact name, person, display name, recruiter, recruiter name, ansprechpartner, ansprechperson, kontakt, nombre completo, contacto, nom complet, interlocuteur, nome completo, contatto, contato',
  'contact.givenName': 'first name, given name, forename, vorname, nombre, nombre de pila, prénom, nome, primeiro nome',
  'contact.familyName':
    'last name, family name, surname, nachname, familienname, apellido, apellidos, nom, nom de famille, cognome, sobrenome',
  'contact.role':
    'role, title, job title, position, function, funktion, rolle, berufsbezeichnung, cargo, puesto, poste, fonction, titre, ruolo, posizione, função',
  'contact.company':
    'company, company name, employer, organization, organisation, organization name, works at, firm, unternehmen, firma, arbeitgeber, empresa, compañía, entreprise, société, azienda, società',
  'contact.email':
    'email, e mail, email address, e mail address, mail, email 1, primary email, work email, e mail 1 value, mailadresse, e mail adresse, correo, correo electrónico, courriel, adresse e mail, indirizzo e mail, endereço de e mail',
  'contact.phone':
    'phone, phone number, telephone, telephone number, mobile, mobile phone, cell, cell phone, primary phone, work phone, phone 1 value, telefon, telefonnummer, handy, mobil, teléfono, móvil, téléphone, portable, telefono, cellulare, telefone, celular',
  'contact.link':
    'link, url, linkedin, linked in, linkedin url, linked in url, linkedin profile, linked in profile, profile, profile url, website, web page, profil, perfil, profilo',
  'contact.kind':
    'kind, type, relationship, relation, contact type, connection type, art, beziehung, tipo, relación, type de contact, relazione',
  'contact.notes':
    'notes, note, comments, comment, remarks, notizen, notiz, bemerkungen, notas, comentarios, remarques, commentaires, commenti',
};

const companyNames: Names<CompanyField> = {
  'company.name':
    'company, company name, name, employer, organization, organisation, firm, account name, unternehmen, firma, firmenname, arbeitgeber, empresa, nombre de la empresa, compañía, entreprise, société, nom de l entreprise, azienda, società, nome da empresa',
  'company.website':
    'website, web site, homepage, web, url, link, domain, company website, company url, webseite, internetseite, sitio web, página web, site web, sito web, site',
  'company.linkedin': 'linkedin, linked in, linkedin url, linked in url, linkedin page, linked in page, company linkedin',
  'company.careers': 'careers, careers page, careers url, career page, jobs page, jobs url, karriereseite, stellenseite',
  'company.industry':
    'industry, sector, field, branche, industria, sector industrial, secteur, secteur d activité, settore, setor',
  'company.size':
    'size, company size, employees, number of employees, headcount, größe, mitarbeiter, mitarbeiterzahl, tamaño, empleados, taille, effectif, dimensione, dipendenti, tamanho, funcionários',
  'company.type': 'type, company type, kind, ownership, art, rechtsform, tipo, type d entreprise',
  'company.street':
    'street, address, street address, address line 1, straße, strasse, adresse, anschrift, calle, dirección, rue, via, indirizzo, rua, endereço',
  'company.postalCode': 'postal code, zip, zip code, postcode, plz, postleitzahl, código postal, code postal, cap, cep',
  'company.city': 'city, town, location, headquarters, hq, ort, stadt, sitz, hauptsitz, ciudad, ville, città, cidade, sede',
  'company.region': 'region, state, province, county, bundesland, kanton, provincia, estado, région, regione',
  'company.country': 'country, land, país, pays, paese',
  'company.notes':
    'notes, note, comments, comment, remarks, description, about, notizen, notiz, bemerkungen, beschreibung, notas, comentarios, remarques, commentaires, descrizione',
};

export const contactWords: Vocabulary<ContactField> = wordsOf(contactImportFields, contactNames);
export const companyWords: Vocabulary<CompanyField> = wordsOf(companyImportFields, companyNames);

function wordsOf<Field extends ListField>(fields: readonly Field[], names: Names<Field>): Vocabulary<Field> {
  const byName = new Map(fields.flatMap((field) => names[field].split(', ').map((name) => [plainName(name), field] as const)));
  return { fields: new Set(fields), suggest: (name) => (name.length > 120 ? null : (byName.get(plainName(name)) ?? null)) };
}

/** What a table is a list of whose columns become these; `undefined`: that says nothing about it. Applications where they are of several. */
export function contentsMapped(choices: readonly string[]): TableContents | undefined {
  const fields = choices.filter((choice) => choice !== 'note' && choice !== 'none');
  const isOf = ({ fields: known }: Vocabulary<string>) => fields.some((field) => known.has(field));
  if (fields.some((field) => !contactWords.fields.has(field) && !companyWords.fields.has(field))) return 'applications';
  if (isOf(contactWords)) return 'contacts';
  return isOf(companyWords) ? 'companies' : undefined;
}

/** Headings of somebody to ask, whom a table of applications names beside the posting. */
const toAsk = new Set(
  'contact, contact name, recruiter, recruiter name, ansprechpartner, ansprechperson, kontakt, contacto, interlocuteur, contatto, contato'
    .split(', ')
    .map(plainName),
);

/** Words that only a table of applications has. */
const ofApplications = new Set(['stage', 'appliedOn', 'savedOn', 'pay', 'payMin', 'method', 'closesOn', 'nextAction']);

/**
 * What a table with these columns is a list of. People have a name, or its parts, and a way to reach them; companies their name and
 * something that only a company has. Whatever speaks of applying is a table of applications, and so is what leaves a doubt.
 */
export function contentsOf(header: readonly string[]): TableContents {
  if (header.some((name) => ofApplications.has(fieldNamed(name) ?? ''))) return 'applications';
  const people = new Set(header.map((name) => contactWords.suggest(name)));
  const isNamed = people.has('contact.name') || (people.has('contact.givenName') && people.has('contact.familyName'));
  const isReached = people.has('contact.email') || people.has('contact.phone');
  if (isNamed && isReached && !namesPostings(header)) return 'contacts';
  if (header.some((name) => fieldNamed(name) === 'title')) return 'applications';
  const companies = new Set(header.map((name) => companyWords.suggest(name)));
  const isOfCompanies = companies.has('company.industry') || companies.has('company.size');
  return companies.has('company.name') && isOfCompanies ? 'companies' : 'applications';
}

const ofNames = new Set<unknown>(['contact.name', 'contact.givenName', 'contact.familyName'] satisfies ContactField[]);

/** A title at a company, and of people only somebody to ask. */
function namesPostings(header: readonly string[]): boolean {
  const fields = new Set(header.map(fieldNamed));
  const names = header.filter((name) => ofNames.has(contactWords.suggest(name)));
  return fields.has('title') && fields.has('company') && names.every((name) => toAsk.has(plainName(name)));
}

/** How many of these names say something a person or a company has. For finding a header. */
export function countListNames(names: readonly string[]): number {
  const known = (words: Vocabulary<string>) =>
    new Set(names.map((name) => words.suggest(name)).filter((field) => field !== null));
  return Math.max(known(contactWords).size, known(companyWords).size);
}
