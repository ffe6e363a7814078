// Compares an answer with what a scenario expects; see README.md for the words.

const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isText = (value) => typeof value === "string";
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const KINDS = {
  any: () => true,
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  null: (value) => value === null,
  number: (value) => typeof value === "number",
  object: isObject,
  string: isText,
  text: (value) => isText(value) && value !== "",
  time: (value) => isText(value) && TIME.test(value),
  url: (value) => isText(value) && /^https?:\/\/[^/]+\//.test(value),
  uuid: (value) => isText(value) && UUID4.test(value),
};

const RULES = {
  "#least": (bound, value) => !(value >= bound) && `is less than ${bound}`,
  "#most": (bound, value) => !(value <= bound) && `is more than ${bound}`,
  "#length": (length, value) => value?.length !== length && `has length ${value?.length}, not ${length}`,
  "#in": (choices, value) => !choices.includes(value) && `is none of ${show(choices)}`,
  "#like": (pattern, value) => !new RegExp(pattern, "u").test(value) && `is not like ${pattern}`,
  "#distinct": (field, value) =>
    new Set(value.map((each) => read(each, field))).size !== value.length && `${field} occurs twice`,
  "#sum": ({ field, is }, value) =>
    value.reduce((sum, each) => sum + read(each, field), 0) !== is && `${field} does not add up to ${is}`,
  "#ascending": (fields, value) => isOutOfOrder(value, fields, 1) && `is not sorted by ${fields}`,
  "#descending": (fields, value) => isOutOfOrder(value, fields, -1) && `is not sorted by ${fields}, falling`,
};

/** Return what differs, each with the place where; nothing means that all is as expected. */
export function differences(expected, actual, shapes, place = "body") {
  const said = (problem) => [`${place} ${problem}: ${show(actual)}`];
  const below = (part, value, key) => differences(part, value, shapes, `${place}${key}`);
  if (isText(expected) && expected.startsWith("#")) {
    return matchWord(expected.slice(1), actual, shapes, place, said);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return said("is no array");
    if (actual.length !== expected.length) return said(`has ${actual.length} items, not ${expected.length}`);
    return expected.flatMap((part, index) => below(part, actual[index], `[${index}]`));
  }
  if (isObject(expected)) {
    return Object.entries(expected).flatMap(([key, part]) => {
      if (key.startsWith("#")) return matchRule(key, part, actual, shapes, place, said);
      if (!isObject(actual)) return said("is no object");
      return below(part, Object.hasOwn(actual, key) ? actual[key] : undefined, `.${key}`);
    });
  }
  return Object.is(expected, actual) ? [] : said(`is not ${show(expected)}`);
}

function matchWord(word, actual, shapes, place, said) {
  if (word === "absent") return actual === undefined ? [] : said("should not be there");
  if (actual === undefined) return [`${place} is missing`];
  const optional = word.endsWith("?");
  const name = optional ? word.slice(0, -1) : word;
  if (optional && actual === null) return [];
  if (name in shapes) return differences(shapes[name], actual, shapes, place);
  if (!(name in KINDS)) return said(`cannot be compared, there is no word #${name}`);
  return KINDS[name](actual) ? [] : said(`is no ${name}`);
}

function matchRule(rule, part, actual, shapes, place, said) {
  if (rule === "#is") return differences(part, actual, shapes, place);
  if (rule === "#not") return differences(part, actual, shapes, place).length ? [] : said("should differ");
  if (rule in RULES) {
    try {
      const problem = RULES[rule](part, actual);
      return problem ? said(problem) : [];
    } catch {
      return said(`cannot be held against ${rule}`);
    }
  }
  if (!Array.isArray(actual)) return said("is no array");
  const unlike = (each) => differences(part, each, shapes).length > 0;
  if (rule === "#each") {
    return actual.flatMap((each, index) => differences(part, each, shapes, `${place}[${index}]`));
  }
  if (rule === "#contains") return actual.every(unlike) ? said(`holds nothing like ${show(part)}`) : [];
  if (rule === "#lacks") return actual.every(unlike) ? [] : said(`holds something like ${show(part)}`);
  return said(`cannot be compared, there is no rule ${rule}`);
}

function isOutOfOrder(list, fields, direction) {
  const keys = list.map((each) => fields.map((field) => read(each, field)));
  return keys.some((key, index) => index > 0 && compare(keys[index - 1], key) * direction > 0);
}

function compare(one, other) {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

/** Follow a path such as `scenes.0.id`. */
export function read(value, path) {
  return path.split(".").reduce((inner, key) => inner?.[key], value);
}

function show(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
