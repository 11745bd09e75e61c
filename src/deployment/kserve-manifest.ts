// The InferenceService (KServe, serving.kserve.io/v1beta1) that a cluster follows: made anew, or changed in place where
// there is one, so that what people wrote into it stays. Pure.
import { v5 } from 'uuid';
import { Document, isMap, parseAllDocuments, type ToStringOptions } from 'yaml';
import { MlopsError } from '../error.ts';

const API = 'serving.kserve.io/v1beta1';
const KIND = 'InferenceService';
const MAX_TEXT = 1_000_000;

/** Names of services become host names with their namespace; Kubernetes takes 63 characters, this leaves some. */
const MAX_NAME = 40;

export interface ManifestFacts {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  readonly run: string;
  readonly digest: string | undefined;
  /** Model format, such as `sklearn`. */
  readonly format: string;
  readonly storageUri: string;
}

/**
 * The manifest's new text.
 * @param text what stands there now; undefined for nothing
 * @param path of the file, for errors
 * @throws MlopsError `config-invalid` for a file that cannot be understood
 */
export function renderManifest(text: string | undefined, facts: ManifestFacts, path: string): string {
  if (text === undefined || text.trim() === '') return newManifest(facts);
  if (text.length > MAX_TEXT) throw invalid(path, `has more than ${MAX_TEXT} characters`);
  const documents = parseAllDocuments(text);
  if ('empty' in documents) return newManifest(facts);
  const broken = documents.flatMap(({ errors }) => errors)[0];
  if (broken !== undefined) throw invalid(path, `is no YAML: ${broken.message.split('\n')[0] ?? ''}`);
  const services = documents.filter((each) => isMap(each.contents) && each.get('kind') === KIND);
  const [service] = services;
  if (service === undefined || services.length > 1) {
    throw invalid(path, `holds ${services.length} objects of kind ${KIND}, and one is changed`);
  }
  if (service.get('apiVersion') !== API) throw invalid(path, `is not of ${API}`);
  const predictor: unknown = service.getIn(['spec', 'predictor']);
  if (predictor !== undefined && !isMap(predictor)) throw invalid(path, 'has no map at spec.predictor');
  if (isMap(predictor) && !predictor.has('model') && predictor.items.length > 0) {
    const hint = 'Write the predictor as `model: {modelFormat: {name: …}, storageUri: …}`.';
    throw invalid(path, 'has a predictor without `model`', hint);
  }
  try {
    for (const [name, value] of Object.entries(annotationsOf(facts))) {
      service.setIn(['metadata', 'annotations', name], value);
    }
    if (facts.digest === undefined) service.deleteIn(['metadata', 'annotations', 'mlops-action/digest']);
    service.setIn(['spec', 'predictor', 'model', 'modelFormat', 'name'], facts.format);
    service.setIn(['spec', 'predictor', 'model', 'storageUri'], facts.storageUri);
  } catch (cause) {
    throw invalid(path, `cannot be changed: ${(cause as Error).message}`);
  }
  const [, , end] = service.range;
  const start = service === documents[0] ? 0 : service.range[0];
  return text.slice(0, start) + service.toString(styleOf(text)) + text.slice(end);
}

/** Lines that nobody changes look as before, as far as the library can do that. */
function styleOf(text: string): ToStringOptions {
  return {
    lineWidth: 0,
    flowCollectionPadding: /\{ \S/.test(text),
    indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text),
  };
}

function newManifest(facts: ManifestFacts): string {
  const document = new Document({
    apiVersion: API,
    kind: KIND,
    metadata: { name: serviceName(facts.model, facts.stage), annotations: annotationsOf(facts) },
    spec: { predictor: { model: { modelFormat: { name: facts.format }, storageUri: facts.storageUri } } },
  });
  return document.toString({ lineWidth: 0 });
}

function annotationsOf({ model, version, stage, run, digest }: ManifestFacts): Readonly<Record<string, string>> {
  return {
    'mlops-action/model': model,
    'mlops-action/version': version,
    'mlops-action/stage': stage,
    'mlops-action/run': run,
    ...(digest === undefined ? {} : { 'mlops-action/digest': digest }),
  };
}

/** A name that Kubernetes takes: letters of ASCII, digits and hyphens; where that says less than model and stage, a digest too. */
export function serviceName(model: string, stage: string): string {
  const whole = `${model}-${stage}`;
  const safe = whole
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '');
  if (safe === whole && safe.length <= MAX_NAME) return safe;
  const digest = v5(`${model}/${stage}`, v5.URL).slice(0, 8);
  const start = safe.slice(0, MAX_NAME - 9).replace(/-+$/, '');
  return `${start === '' ? 'model' : start}-${digest}`;
}

function invalid(path: string, what: string, hint = 'Mend it, or remove it to have it written anew.'): MlopsError {
  return new MlopsError('config-invalid', `${path} ${what}`, hint, { place: { file: path } });
}
