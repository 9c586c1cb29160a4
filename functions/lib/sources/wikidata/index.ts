import { isSameDomain } from '../../company/domain.ts';
import { type Adapter, matched, noMatch } from '../adapter.ts';
import { makeDocument, record } from '../record.ts';
import { requestJson } from '../request.ts';
import { currentStatements, properties, readEntity, textOf } from './entity.ts';
import { entityFacts, linkedEntities } from './facts.ts';
import { requestLabels } from './labels.ts';
import { chooseOwner, findOwners } from './owners.ts';

/**
 * The entity whose official website is the domain, with its claims (CC0). Three requests, well
 * within 60 s of processing a minute; a User-Agent is asked for
 * (https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual#Query_limits).
 */
export const wikidata: Adapter = {
  id: 'wikidata',
  async ask(question) {
    const { company, surroundings } = question;
    const { owners } = await findOwners(company.domain, question);
    const owner = chooseOwner(owners, company);
    if (owner === null) return noMatch(owners.length === 0 ? 'no_entity' : 'ambiguous_entity');
    const observedAt = surroundings.now();
    const answer = await requestJson(
      `https://www.wikidata.org/wiki/Special:EntityData/${owner.entityId}.json`,
      question,
    );
    const entity = readEntity(answer);
    if (entity === null) return noMatch('no_entity');
    const websites = currentStatements(entity, properties.website).map(textOf);
    const isTied = websites.some((url) => url !== null && isSameDomain(url, company.domain));
    if (!isTied) return noMatch('other_website');
    const labels = await requestLabels(linkedEntities(entity), question);
    const document = makeDocument({
      sourceId: 'wikidata',
      url: `https://www.wikidata.org/wiki/${entity.id}`,
      observedAt,
      title: entity.labels.en?.value ?? null,
      segments: [record(entity), record(labels)],
    });
    return matched([document], entityFacts({ document, entity, labels }));
  },
};
