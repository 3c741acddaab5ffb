// What the page asks its proxy.

const CLUSTERS = "/api/clusters";
const PATIENCE = 8000;

/** The proxy said no; the message is its sentence. */
export class Refused extends Error {}

async function asked(path, options = {}) {
  const answer = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE + (options.method ? 12000 : 0)) });
  const told = await answer.json();
  if (!answer.ok) {
    throw new Refused(told.error);
  }
  return told;
}

/** The proxy and the names of its clusters. */
export function clusters() {
  return asked(CLUSTERS);
}

/** A cluster as it is, and its history after a time. */
export function cluster(name, since) {
  return asked(`${CLUSTERS}/${encodeURIComponent(name)}?since=${since}`);
}

/** The scores of a datum. */
export function classify(name, datum) {
  return asked(`${CLUSTERS}/${encodeURIComponent(name)}/classify`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(datum),
  });
}
