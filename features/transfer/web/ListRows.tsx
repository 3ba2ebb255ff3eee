/** Rows of a table of people or of companies, and what will happen to each. Any of them can be left out. */
import { ColumnHead, Grid, classes } from '@sotto/ui';
import type { ImportOptions, ImportPreview, PreviewRow, RowAnswer } from '../api.ts';
import { texts as tableTexts } from './texts.ts';
import { texts } from './texts-lists.ts';

interface ListRowsProps {
  readonly rows: readonly PreviewRow[];
  readonly contents: ImportPreview['contents'];
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
}

export function ListRows({ rows, contents, options, onChange }: ListRowsProps) {
  const isOfPeople = contents === 'contacts';
  const answer = (key: string, given: RowAnswer) => onChange({ ...options, rows: { ...options.rows, [key]: given } });
  return (
    <Grid label={tableTexts.tabs} className="stacks">
      <thead>
        <tr>
          <ColumnHead numeric>{tableTexts.row}</ColumnHead>
          <ColumnHead>{texts.name}</ColumnHead>
          {isOfPeople && <ColumnHead>{texts.worksAt}</ColumnHead>}
          <ColumnHead>{tableTexts.happens}</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td className="num faint">{row.row}</td>
            <td className="name">{row.title || <span className="late">{texts.noName}</span>}</td>
            {isOfPeople && <td>{row.company}</td>}
            <td className={classes((row.outcome === 'same' || row.outcome === 'skipped') && 'faint')}>
              {row.why} <LeaveOut row={row} given={options.rows?.[row.key]} onAnswer={(given) => answer(row.key, given)} />
            </td>
          </tr>
        ))}
      </tbody>
    </Grid>
  );
}

interface LeaveOutProps {
  readonly row: PreviewRow;
  readonly given: RowAnswer | undefined;
  readonly onAnswer: (given: RowAnswer) => void;
}

/** Only what would come in can be left out, and only what was left out be brought in after all. */
function LeaveOut({ row: { outcome, title }, given, onAnswer }: LeaveOutProps) {
  const isOut = given?.leaveOut === true;
  if (!isOut && outcome !== 'new' && outcome !== 'update') return null;
  return (
    <button
      type="button"
      className="link"
      aria-label={isOut ? undefined : texts.leaveOut(title)}
      onClick={() => onAnswer({ ...given, leaveOut: !isOut })}
    >
      {isOut ? tableTexts.takeBackIn : tableTexts.leaveOut}
    </button>
  );
}
