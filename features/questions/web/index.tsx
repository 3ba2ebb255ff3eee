/** The question bank in the browser: all questions, one with its answer, practice, paper, and those of an interview on its page. */
import { interviewSections, sheetSections } from '@sotto/features/interviews/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, navigate, useActions, useStore } from '@sotto/ui/app';
import { MessageCircleQuestionMark } from 'lucide-react';
import { questionLinks } from './links.ts';
import { openQuestion, questionForm } from './open-question.ts';
import { titles } from './titles.ts';

const icon = MessageCircleQuestionMark;

export const questionsWeb: WebFeature = {
  name: 'questions',
  routes: [
    {
      path: '/questions',
      frame: 'app',
      title: titles.questions,
      view: lazyView(() => import('./QuestionsPage.tsx'), 'QuestionsPage'),
      children: [
        {
          path: '/questions/$questionId',
          title: titles.questions,
          view: lazyView(() => import('./QuestionPanel.tsx'), 'QuestionPanel'),
        },
      ],
    },
    {
      path: '/questions/practise',
      frame: 'app',
      title: titles.practise,
      view: lazyView(() => import('./PractisePage.tsx'), 'PractisePage'),
    },
    { path: '/questions/sheet', frame: 'app', title: titles.sheet, view: lazyView(() => import('./SheetPage.tsx'), 'SheetPage') },
  ],
  places: [{ to: '/questions', label: titles.questions, icon, order: 74 }],
  finds: { question: { title: titles.questions, icon, opens: (id) => questionLinks.question(id) } },
  fills: [
    interviewSections.with({
      name: 'questions',
      order: 10,
      place: 'questions',
      view: later(async () => ({ default: (await import('./InterviewQuestions.tsx')).InterviewQuestions })),
    }),
    sheetSections.with({
      name: 'questions',
      order: 10,
      view: later(async () => ({ default: (await import('./SheetQuestions.tsx')).SheetQuestions })),
    }),
  ],
  always: OffersQuestion,
};

const QuestionDialog = later(() => import('./QuestionDialog.tsx'));

const offered = [
  {
    id: 'new-question',
    label: titles.newQuestion,
    icon,
    also: titles.newAlso,
    run: (words: string) => openQuestion(words === '' ? {} : { text: words }),
  },
  {
    id: 'practise-questions',
    label: titles.practise,
    icon,
    also: titles.practiseAlso,
    run: () => navigate(questionLinks.practise()),
  },
];

/** The palette offers a new question, and practice, on every page. */
function OffersQuestion() {
  const start = useStore(questionForm);
  useActions(offered);
  return start && <QuestionDialog start={start} />;
}
