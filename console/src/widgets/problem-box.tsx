import { faultsElsewhere, type Problem } from '../api/problem';
import { useMessages } from '../messages';
import { Lack } from './lack';

/** A refusal in the language of the person, with the faults that no field shows. */
export function ProblemBox(props: {
  readonly problem: Problem;
  readonly fields?: readonly string[];
}) {
  const { problems, shell } = useMessages();
  const { problem } = props;
  const known = (problems as Record<string, string>)[problem.code];
  const faults = faultsElsewhere(problem, props.fields ?? []);
  const request = problem.instance?.replace('urn:request:', '');
  return (
    <>
      <p>
        <strong>{known ?? <span lang="en">{problem.detail}</span>}</strong>
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.map(fault => (
            <li key={fault.pointer ?? fault.parameter ?? fault.detail}>
              {(fault.code !== undefined && (problems as Record<string, string>)[fault.code]) || (
                <span lang="en">{fault.detail}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {problem.lacks !== undefined && (
        <ul>
          {problem.lacks.map(each => (
            <li key={each.field}>
              <Lack of={each} />
            </li>
          ))}
        </ul>
      )}
      {problem.status >= 500 && request !== undefined && (
        <p class="note">{shell.reference(request)}</p>
      )}
    </>
  );
}
