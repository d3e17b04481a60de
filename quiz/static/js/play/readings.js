/* What number a person is writing, as the server will read it (i18n/readings.py): figures with their
   marks, powers, units that are often written, numerals in French and Chinese. Gives plain decimals,
   or null where only the server knows; never anything else than what the server reads. */

import { chineseWholes, frenchWhole } from "./numerals.js";

const DECIMALS = 6;
const FIGURES = 15;
const MOST_POWER = 12;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2796]/g;
const UNITS = /\s?(?:€|\$|%|°|[cmk]?m|k?g|ans?|euros?|年|岁|米|厘米|公里|公斤|元|个|件|人|座|尊|幅|次)$/;
const LARGE = { mille: 3, million: 6, millions: 6, milliard: 9, milliards: 9, 百: 2, 千: 3, 万: 4, 亿: 8 };
const TIMES = new RegExp(`^([\\d.,'·。 ]*\\d) ?(${Object.keys(LARGE).join("|")})$`);

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
  const [, minus, body] = /^((?:-|moins |负)\s*)?(.*)$/i.exec(tidy(base));
  const found = raised ? powers(figures(body, lang), raised[2]) : amounts(body, lang);
  if (!found || found.length === 0 || !found.every(isShort)) {
    return null;
  }
  return found.map((value) => (minus && value !== "0" ? `-${value}` : value));
}

function tidy(text) {
  const plain = text.normalize("NFKC").replace(DASHES, "-").replace(/\s+/g, " ");
  return plain.trim().replace(/[\s~.!?。、,;:]+$/, "");
}

function isShort(value) {
  const [whole, part] = value.split(".");
  return whole.length <= FIGURES && (part || "").length <= DECIMALS;
}

function amounts(body, lang) {
  const bare = body.replace(UNITS, "");
  if (/千米$/.test(body) || !bare) {
    return null;
  }
  return figures(bare, lang) || times(bare, lang) || words(bare);
}

/* Figures and a word for so many of them: 3 millions, 3.5万. */
function times(written, lang) {
  const [, amount, name] = TIMES.exec(simple(written)) || [];
  const found = name ? figures(amount, lang) : null;
  return found && found.map((value) => shifted(value, LARGE[name]));
}

/* Numerals of either language, whatever the page's. */
function words(written) {
  const text = simple(written);
  const [, before, part] = /^(.+)点([〇一二三四五六七八九]+)$/.exec(text) || [];
  if (part) {
    const decimals = part.replace(/./g, (sign) => "〇一二三四五六七八九".indexOf(sign));
    const wholes = chineseWholes(before);
    return wholes && wholes.map((value) => decimal(String(value), decimals));
  }
  const french = frenchWhole(text);
  const found = french === null ? chineseWholes(text) : [french];
  return found && unique(found.map(String));
}

/* Small letters without accents, numerals in one spelling each. */
function simple(text) {
  const spellings = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟两兩俩零○萬億點";
  const plain = "一二二三三四五六六七八九十百千二二二〇〇万亿点";
  const bare = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  return Array.from(bare, (sign) => plain[spellings.indexOf(sign)] || sign).join("");
}

/* The value with its point so many places to the right. */
function shifted(value, places) {
  const [before, part = ""] = value.split(".");
  const digits = part.padEnd(places, "0");
  return decimal(before + digits.slice(0, places), digits.slice(places));
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
