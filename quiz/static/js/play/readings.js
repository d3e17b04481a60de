/* What number a person is writing, as the server will read it (i18n/readings.py): figures with their
   marks, powers, units that are often written, Chinese numerals. Gives plain decimals, or null where
   only the server knows; never anything else than what the server reads. */

const DECIMALS = 6;
const FIGURES = 15;
const MOST_POWER = 12;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2796]/g;
const UNITS = /\s?(?:€|\$|%|°|[cmk]?m|k?g|ans?|euros?|年|岁|米|厘米|公里|公斤|元|个|件|人|座|尊|幅|次)$/;
const DIGITS = "一二三四五六七八九";
const SMALL = { 十: 10, 百: 100, 千: 1000 };
const LARGE = { 亿: 100000000, 万: 10000 };

/* The readings of `text` on a page in `lang`, the likeliest first; null if they are not certain. */
export function readings(text, lang) {
  if (text.length > 60 || /[½¼¾⅐-⅞₀-₉⁻⁺]/.test(text)) {
    return null;
  }
  const raised = /^(.*\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})$/.exec(text.trim());
  const base = raised ? raised[1] : text;
  if (/[⁰¹²³⁴-⁹]/.test(base)) {
    return null;
  }
  const [, minus, body] = /^(-\s*)?(.*)$/.exec(tidy(base));
  const found = raised ? powers(figures(body, lang), raised[2]) : amounts(body, lang);
  if (!found || found.length === 0 || !found.every(isShort)) {
    return null;
  }
  return found.map((value) => (minus && value !== "0" ? `-${value}` : value));
}

function tidy(text) {
  const plain = text.normalize("NFKC").replace(DASHES, "-").replace(/\s+/g, " ");
  return plain.replace(/^[\s~]+/, "").replace(/[\s~.!?。、,;:]+$/, "");
}

function isShort(value) {
  const [whole, part] = value.split(".");
  return whole.length <= FIGURES && (part || "").length <= DECIMALS;
}

function amounts(body, lang) {
  const bare = body.replace(UNITS, "");
  return figures(bare, lang) || (bare && chinese(bare)) || null;
}

/* A power, or figures with the mark of a note. */
function powers(values, raised) {
  const power = Number(raised.replace(/./g, (sign) => SUPERSCRIPTS.indexOf(sign)));
  if (!values || values.length !== 1 || values[0].includes(".") || power > MOST_POWER) {
    return null;
  }
  const value = Math.pow(Number(values[0]), power);
  return value < 1e15 ? unique([String(value), values[0]]) : null;
}

function figures(written, lang) {
  if (!/^[.,]?\d(?:[\d .,'·。]*\d)?$/.test(written)) {
    return null;
  }
  const text = written.replace(/[·。]/g, ".");
  const place = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  return place < 0 ? whole(text, lang) : marked(text, place, lang);
}

function marked(text, place, lang) {
  const mark = text[place];
  const before = text.slice(0, place);
  const after = text.slice(place + 1);
  const other = mark === "," ? "." : ",";
  if (before.includes(mark)) {
    const grouped = mark === "," ? /^[1-9]\d{0,2}(,\d{3})+$/ : /^[1-9]\d{0,2}(\.\d{3})+$/;
    return grouped.test(text) ? [text.split(mark).join("")] : null;
  }
  if (!/^\d+$/.test(after)) {
    return null;
  }
  if (before.includes(other)) {
    const grouped = other === "," ? /^[1-9]\d{0,2}(,\d{3})+$/ : /^[1-9]\d{0,2}(\.\d{3})+$/;
    return grouped.test(before) ? [decimal(before.split(other).join(""), after)] : null;
  }
  if (after.length === 3 && /^[1-9]\d{0,2}$/.test(before) && (lang === "fr" || mark === ",")) {
    return lang === "fr" ? unique([before + after, decimal(before, after)]) : [before + after];
  }
  const wholes = whole(before || "0", lang);
  const decimals = wholes && [decimal(wholes[0], after)];
  if (lang === "zh" && mark === "," && after.length === 4 && /^[1-9]\d{0,3}$/.test(before)) {
    return unique([before + after, ...decimals]);
  }
  return decimals;
}

function whole(text, lang) {
  const isGrouped = /^\d{1,3}(?:[ ']\d{3})+$/.test(text)
    || (lang === "zh" && /^\d{1,4}(?: \d{4})+$/.test(text));
  return /^\d+$/.test(text) || isGrouped ? [decimal(text.replace(/[ ']/g, ""), "")] : null;
}

function decimal(before, after) {
  const digits = before.replace(/^0+(?=\d)/, "");
  const part = after.replace(/0+$/, "");
  return part ? `${digits}.${part}` : digits;
}

function unique(values) {
  return Array.from(new Set(values));
}

function chinese(written) {
  const text = written.replace(/[两兩]/g, "二").replace(/[零○]/g, "〇").replace(/萬/g, "万").replace(/億/g, "亿");
  if (text.length > 40 || !/^[〇一二三四五六七八九十百千万亿0-9]+$/.test(text)) {
    return null;
  }
  if (/^[〇一二三四五六七八九]+$/.test(text)) {
    if (text.length === 2 && !text.includes("〇")) {
      return null;
    }
    return [decimal(text.replace(/./g, (sign) => DIGITS.indexOf(sign) + 1), "")];
  }
  const exact = value(text);
  if (exact === null) {
    return null;
  }
  const short = shortened(text);
  return unique((short === null ? [exact] : [short, exact]).map(String));
}

function value(text) {
  const sign = Object.keys(LARGE).find((large) => text.includes(large));
  if (!sign) {
    return small(text);
  }
  const place = sign === "亿" ? text.lastIndexOf(sign) : text.indexOf(sign);
  const rest = text.slice(place + 1);
  const high = place === 0 ? 1 : value(text.slice(0, place));
  const low = rest === "" ? 0 : value(rest.replace(/^〇+/, "") || "x");
  return high === null || low === null || low >= LARGE[sign] ? null : high * LARGE[sign] + low;
}

/* Below ten thousand: units fall from left to right. */
function small(text) {
  let total = 0;
  let least = 10000;
  let rest = text;
  while (rest) {
    const [all, zero, digits, sign] = /^(〇?)(\d{1,4}|[一二三四五六七八九]?)([十百千]?)/.exec(rest);
    const worth = SMALL[sign] || 1;
    if ((!digits && !sign) || worth >= least || (!digits && total && worth !== 10) || (zero && !total)) {
      return null;
    }
    total += (digits ? DIGITS.indexOf(digits) + 1 || Number(digits) : 1) * worth;
    least = worth;
    rest = rest.slice(all.length);
  }
  return total;
}

/* Where the last unit is left out: 三百五 is 350. */
function shortened(text) {
  const [, before, sign, last] = /^(.*([百千万亿]))([一二三四五六七八九1-9])$/.exec(text) || [];
  if (!before || before.slice(0, -1).includes("〇")) {
    return null;
  }
  const high = value(before);
  const unit = SMALL[sign] || LARGE[sign];
  return high === null ? null : high + (DIGITS.indexOf(last) + 1 || Number(last)) * (unit / 10);
}
