/**
 * What people and trackers call the stage an application is in, and which of our kinds of stage that is.
 *
 * Data and one look-up. A word we do not know stays unknown: the person says what it means.
 */
import type { KindOfStage } from '@sotto/domain';
import { plainName } from './fields.ts';

export interface StatusMeaning {
  readonly kind: KindOfStage;
  /** Name of the default stage that fits best among several of the kind. */
  readonly stage: string;
  /** `true`: nothing was sent, so a date beside it is not the day of applying. */
  readonly unsent?: true;
}

const meanings: readonly (StatusMeaning & { readonly words: string })[] = [
  {
    kind: 'lead',
    stage: 'Saved',
    words:
      'saved, wishlist, wish list, bookmarked, bookmark, new, lead, leads, interested, to apply, want to apply, not applied, not applied yet, not started, evaluated, shortlisted by me, backlog, idea, draft, open, gespeichert, gemerkt, merkliste, offen, neu, noch nicht beworben, interessiert, guardado, guardada, por aplicar, pendiente de aplicar, no aplicado, enregistré, enregistrée, à postuler, sauvegardé, salvato, da inviare, salvo, para aplicar, opgeslagen, nog te solliciteren, kaydedildi, 已收藏, 收藏, 待投递, 待申请, 未申请, 未投递, 感兴趣, 気になる',
  },
  {
    kind: 'lead',
    stage: 'Preparing',
    words:
      'preparing, applying, in preparation, working on, working on it, writing, in vorbereitung, vorbereitung, wird vorbereitet, preparando, en preparación, en préparation, in preparazione, em preparação, 准备中, 申请中',
  },
  {
    kind: 'submitted',
    stage: 'Applied',
    words:
      'applied, submitted, sent, application sent, application submitted, pending, waiting, waiting for response, awaiting response, awaiting reply, awaiting decision, in review, under review, in progress, in process, received, application received, follow up, followed up, no update, active, beworben, abgeschickt, gesendet, versendet, eingereicht, ausstehend, warte auf antwort, eingegangen, in bearbeitung, in prüfung, wartend, aplicado, aplicada, enviado, enviada, solicitado, postulado, postulada, presentado, pendiente, en espera, en proceso, en revisión, postulé, candidaté, envoyé, envoyée, candidature envoyée, en attente, en cours, inviato, inviata, candidatura inviata, candidato, in attesa, in corso, aplicou, candidatura enviada, em análise, em andamento, aguardando, gesolliciteerd, verstuurd, in afwachting, başvuruldu, başvuru yapıldı, beklemede, 已申请, 已投递, 已投, 已提交, 投递成功, 申请成功, 等待中, 等待回复, 待回复, 审核中, 筛选中, 简历筛选, 进行中, 応募済み, 応募済',
  },
  {
    kind: 'screen',
    stage: 'Screening',
    words:
      'screening, screen, phone screen, phone screening, recruiter screen, recruiter call, hr screen, hr interview, hr call, phone call, phone interview, intro call, contacted, shortlisted, in contact, telefoninterview, erstgespräch, telefonat, kennenlerngespräch, entrevista telefónica, llamada, preselección, preseleccionado, contactado, entretien téléphonique, présélection, préqualification, colloquio telefonico, colloquio conoscitivo, triagem, entrevista telefônica, telefonisch gesprek, telefonda görüşme, 电话面试, 电面, 初筛, hr面, 电话沟通',
  },
  {
    kind: 'assessment',
    stage: 'Assessment',
    words:
      'assessment, test, take home, take home test, take home assignment, coding test, coding challenge, code challenge, challenge, online assessment, oa, assignment, technical test, case study, eignungstest, probeaufgabe, aufgabe, prueba, prueba técnica, test technique, épreuve, prova, prova tecnica, teste, teste técnico, opdracht, 笔试, 测评, 在线测评, 作业, 技术测试',
  },
  {
    kind: 'interview',
    stage: 'Interview',
    words:
      'interview, interviewing, interviews, interviewed, interview scheduled, first interview, second interview, 1st interview, 2nd interview, technical interview, onsite, on site, onsite interview, video interview, vorstellungsgespräch, gespräch, bewerbungsgespräch, im gespräch, entrevista, entrevistas, en entrevista, entrevistado, entretien, entretiens, entretien prévu, en entretien, colloquio, colloqui, em entrevista, gesprek, sollicitatiegesprek, mülakat, görüşme, 面试, 面试中, 一面, 二面, 三面, 已面试, 待面试, 约面, 面接',
  },
  {
    kind: 'interview',
    stage: 'Final round',
    words:
      'final round, final interview, final, last round, finalist, endrunde, letzte runde, finale runde, entrevista final, ronda final, entretien final, dernier tour, colloquio finale, 终面, 最终面试, 最終面接',
  },
  {
    kind: 'offer',
    stage: 'Offer',
    words:
      'offer, offered, offer received, job offer, negotiating, negotiation, verbal offer, angebot, angebot erhalten, zusage, verhandlung, oferta, oferta recibida, negociando, offre reçue, offre, proposition, négociation, offerta, offerta ricevuta, proposta, aanbod, aanbieding, teklif, 录用, 已录用, 录取, 收到offer, 谈薪, 内定',
  },
  {
    kind: 'won',
    stage: 'Accepted',
    words:
      'accepted, offer accepted, hired, signed, got the job, won, angenommen, angebot angenommen, eingestellt, vertrag unterschrieben, aceptado, aceptada, contratado, contratada, accepté, acceptée, embauché, embauchée, accettato, accettata, assunto, aceito, geaccepteerd, aangenomen, kabul edildi, 已接受, 接受offer, 入职, 已入职',
  },
  {
    kind: 'lost',
    stage: 'Rejected',
    words:
      'rejected, rejection, declined, denied, not selected, unsuccessful, refused, turned down, negative, no, not moving forward, application rejected, auto rejected, position filled, job filled, closed by employer, abgelehnt, absage, absage erhalten, ablehnung, negativ, rechazado, rechazada, descartado, descartada, no seleccionado, refusé, refusée, rejeté, rejetée, refus, candidature refusée, rifiutato, rifiutata, respinto, respinta, scartato, rejeitado, rejeitada, recusado, reprovado, afgewezen, afwijzing, reddedildi, olumsuz, 拒绝, 被拒, 已拒绝, 未通过, 不合适, 挂了, 淘汰, 已淘汰, 不採用, 不采用, 不通过',
  },
  {
    kind: 'lost_by_me',
    stage: 'Withdrawn',
    words:
      'withdrawn, withdrew, withdrawal, cancelled, canceled, declined by me, i declined, i withdrew, offer declined, declined offer, not interested, abandoned, dropped, zurückgezogen, abgebrochen, nicht interessiert, abgesagt von mir, retirado, retirada, cancelado, descartado por mí, no interesado, retiré, retirée, abandonné, abandonnée, désisté, ritirato, ritirata, annullato, desistiu, desistência, teruggetrokken, ingetrokken, geri çekildi, vazgeçildi, 撤回, 已撤回, 放弃, 已放弃, 取消, 辞退',
  },
  {
    kind: 'lost_by_me',
    stage: 'Withdrawn',
    unsent: true,
    words: 'skip, skipped, discarded, did not apply, not applying, omitir, descartada sin enviar, geç, atla',
  },
  {
    kind: 'silent',
    stage: 'No answer',
    words:
      'no answer, no response, no reply, ghosted, ghost, silent, silence, never heard back, unanswered, expired, archived, closed, stale, keine antwort, keine rückmeldung, keine reaktion, abgelaufen, archiviert, sin respuesta, no responden, archivado, cerrado, caducado, sans réponse, pas de réponse, sans nouvelles, archivé, expiré, clôturé, nessuna risposta, senza risposta, archiviato, sem resposta, arquivado, geen reactie, geen antwoord, cevap yok, yanıt yok, 无回复, 没有回复, 未回复, 无回应, 石沉大海, 无消息, 已过期, 已归档',
  },
];

const meaningByWord = new Map<string, StatusMeaning>(
  meanings.flatMap(({ words, ...meaning }) => words.split(', ').map((word) => [plainName(word), meaning] as const)),
);

/** The word as it is compared and as `statuses` of the import options name it; empty when the cell says nothing. */
export function plainStatus(cell: string): string {
  return plainName(statusText(cell));
}

/** What a status means; `null`: nobody knows. Emphasis, a full stop, and what stands in brackets or behind a dash are no part of it. */
export function meaningOfStatus(cell: string): StatusMeaning | null {
  const text = statusText(cell);
  const beginning = text.split(/[(:（–—]| - /u, 1)[0] ?? '';
  return meaningByWord.get(plainName(text)) ?? meaningByWord.get(plainName(beginning)) ?? null;
}

/** Some exports put an object where a word belongs: `{"name":"Applied"}`. */
function statusText(cell: string): string {
  return /^\s*\{.*"name"\s*:\s*"([^"]{1,100})"/su.exec(cell.slice(0, 500))?.[1] ?? cell.slice(0, 200);
}
