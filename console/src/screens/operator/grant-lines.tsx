import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { CheckField, TextField } from '../../widgets/field';
import { money, number } from '../../widgets/format';
import { type Credits, creditOf, type GrantableLine, grantable, type Quote } from './grant';

/** The lines of a grant: whether each is granted, and its credit, at first what the terms give. */
export function GrantLines(props: {
  readonly quote: Quote;
  readonly credits: Credits;
  readonly onCredits: (credits: Credits) => void;
}) {
  const { cancellation } = useMessages();
  const { quote, credits } = props;
  const lines = grantable(quote);
  const set = (line: number, credit: string | undefined) => {
    const others = [...credits].filter(([each]) => each !== line);
    props.onCredits(new Map(credit === undefined ? others : [...others, [line, credit]]));
  };
  return (
    <fieldset>
      <legend>{cancellation.lines}</legend>
      {quote.lines.map(line => {
        const can = lines.find(each => each.line === line.line);
        return can === undefined ? (
          <div class="line" key={line.line}>
            <strong>{line.title}</strong>
            <p lang="en">{line.detail}</p>
          </div>
        ) : (
          <Grantable
            key={line.line}
            line={can}
            credit={credits.get(line.line)}
            onCredit={credit => set(line.line, credit)}
          />
        );
      })}
    </fieldset>
  );
}

function Grantable(props: {
  readonly line: GrantableLine;
  /** The credit as typed, or undefined if the line is not granted. */
  readonly credit: string | undefined;
  readonly onCredit: (credit: string | undefined) => void;
}) {
  const { request } = useDesk();
  const { line, credit, onCredit } = props;
  return (
    <div class="line">
      <CheckField
        label={
          <>
            <strong>{line.title}</strong> {request.units(number(line.quantity))}
          </>
        }
        checked={credit !== undefined}
        onChecked={on => onCredit(on ? line.terms.amount : undefined)}
      />
      {credit !== undefined && (
        <TextField
          label={request.creditOf(line.title, line.terms.currency)}
          hint={request.termsGive(money(line.terms), money(line.left))}
          required
          longest={16}
          value={credit}
          onValue={onCredit}
          fault={
            creditOf(credit, line.left) === undefined
              ? request.creditWrong(money(line.left))
              : undefined
          }
        />
      )}
    </div>
  );
}
