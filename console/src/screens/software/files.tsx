import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { ChoiceField } from '../../widgets/field';
import { languageName, size } from '../../widgets/format';
import { GetLink } from './get-link';
import { Links } from './links';

type Found = Schemas['SoftwareDetail'];

/** Chooses a version, a language and a file type, shows the file, and gets a link to it. */
export function Files(props: { readonly customerId: string; readonly found: Found }) {
  const { software, words } = useMessages();
  const { customerId, found } = props;
  const [version, setVersion] = useState('');
  const [language, setLanguage] = useState('');
  const [fileType, setFileType] = useState('');
  const [submitted, setSubmitted] = useState<Schemas['Artifact']>();
  const [round, setRound] = useState(0);
  const languages = found.versions.find(each => each.version === version)?.languages ?? [];
  const fileTypes = languages.find(each => each.language === language)?.fileTypes ?? [];
  const working = found.links.links !== undefined;
  if (found.artifacts.length === 0) {
    return <p>{software.noFiles}</p>;
  }
  /** Chooses by itself what leaves no choice. */
  const only = (texts: readonly string[]) => (texts.length === 1 ? (texts[0] ?? '') : '');
  const chooseLanguage = (chosen: string, among: typeof languages) => {
    setLanguage(chosen);
    setFileType(only(among.find(each => each.language === chosen)?.fileTypes ?? []));
    setSubmitted(undefined);
  };
  return (
    <>
      {working && (
        <form
          class="narrow"
          onSubmit={event => {
            event.preventDefault();
            setSubmitted(
              found.artifacts.find(
                each =>
                  each.version === version &&
                  each.language === language &&
                  each.fileType === fileType,
              ),
            );
          }}
        >
          <fieldset>
            <legend>{software.choose}</legend>
            <ChoiceField
              label={words.version}
              required
              value={version}
              onValue={chosen => {
                setVersion(chosen);
                const among = found.versions.find(each => each.version === chosen)?.languages ?? [];
                chooseLanguage(only(among.map(each => each.language)), among);
              }}
              choices={[
                ['', ''],
                ...found.versions.map(each => [each.version, each.version] as const),
              ]}
            />
            <ChoiceField
              label={words.language}
              required
              value={language}
              onValue={chosen => chooseLanguage(chosen, languages)}
              choices={[
                ['', ''],
                ...languages.map(each => [each.language, languageName(each.language)] as const),
              ]}
            />
            <ChoiceField
              label={words.fileType}
              required
              value={fileType}
              onValue={chosen => {
                setFileType(chosen);
                setSubmitted(undefined);
              }}
              choices={[['', ''], ...fileTypes.map(each => [each, each] as const)]}
            />
            <button type="submit">{software.submit}</button>
          </fieldset>
        </form>
      )}
      {submitted !== undefined && (
        <section class="box" aria-label={submitted.fileName}>
          <h2>{submitted.fileName}</h2>
          <dl>
            <div>
              <dt>{words.size}</dt>
              <dd>{size(submitted.size)}</dd>
            </div>
            <div>
              <dt>{words.digest}</dt>
              <dd>
                <code>{submitted.sha256}</code>
              </dd>
            </div>
          </dl>
          <GetLink
            key={submitted.sha256 + submitted.fileName}
            customerId={customerId}
            entitlementId={found.entitlementId}
            artifact={submitted}
            rule={found.terms.link}
            onChanged={() => setRound(before => before + 1)}
          />
        </section>
      )}
      <Links
        customerId={customerId}
        entitlementId={found.entitlementId}
        round={round}
        working={working}
      />
    </>
  );
}
