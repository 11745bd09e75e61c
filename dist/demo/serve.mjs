// Answers with the mass of a bird: the model that MODEL_FILE names, on the port that is given. No dependencies.
//   curl -d '{"flipper_length_mm": 181, "bill_length_mm": 39.1, "bill_depth_mm": 18.7}' http://127.0.0.1:9696
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { MODEL_FILE, MODEL_NAME, MODEL_VERSION } = process.env;
const model = JSON.parse(readFileSync(MODEL_FILE, 'utf8'));

createServer(async (request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify({ ...body, model: MODEL_NAME, version: MODEL_VERSION })}\n`);
  };
  if (request.method !== 'POST') return answer(200, {});
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    return answer(200, { body_mass_g: Math.round(predict(JSON.parse(text))) });
  } catch (error) {
    return answer(400, { error: error.message });
  }
}).listen(Number(process.argv[2]), '127.0.0.1');

/** A category is a column of 0 and 1 for each of its values, called name=value. */
function predict(bird) {
  return Object.entries(model.weights).reduce((sum, [column, weight], n) => {
    const [name, value] = column.split('=');
    if (bird[name] === undefined) throw new Error(`"${name}" of the bird is missing`);
    const measured = value === undefined ? Number(bird[name]) : Number(bird[name] === value);
    return sum + (measured - model.means[n]) * weight;
  }, model.intercept);
}
