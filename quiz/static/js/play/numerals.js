/* Whole numbers in words, as the server reads them (i18n/numerals.py, i18n/french_numerals.py). */

const DIGITS = "一二三四五六七八九";
const SMALL = { 十: 10, 百: 100, 千: 1000 };
const LARGE = { 亿: 100000000, 万: 10000 };
const UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(" ");
const TENS = new Map([
  ["vingt", 20],
  ["trente", 30],
  ["quarante", 40],
  ["cinquante", 50],
  ["soixante", 60],
  ["septante", 70],
  ["octante", 80],
  ["huitante", 80],
  ["nonante", 90],
]);
const GROUPS = [["milliard", 1e9], ["million", 1e6], ["mille", 1e3]];
const MOST_WORDS = 15;
const MOST_SIGNS = 40;

/* The number that French words say, small and without accents; null if they say none. */
export function frenchWhole(text) {
  const words = text.split(/[\s-]+/).filter((word) => word !== "et").map(singular);
  if (words.length === 0 || words.length > MOST_WORDS) {
    return null;
  }
  let total = 0;
  let rest = words;
  for (const [name, worth] of GROUPS) {
    const place = rest.indexOf(name);
    if (place >= 0) {
      const high = place === 0 && name === "mille" ? 1 : belowThousand(rest.slice(0, place));
      if (!high) {
        return null;
      }
      total += high * worth;
      rest = rest.slice(place + 1);
    }
  }
  const low = rest.length ? belowThousand(rest) : 0;
  return low === null || (low === 0 && total && rest.length) ? null : total + low;
}

function singular(word) {
  if (word === "une") {
    return "un";
  }
  return UNITS.includes(word) || TENS.has(word) || !word.endsWith("s") ? word : word.slice(0, -1);
}

/* Also « dix-neuf cent ». */
function belowThousand(words) {
  const place = words.indexOf("cent");
  if (place < 0) {
    return belowHundred(words);
  }
  const high = place === 0 ? 1 : belowHundred(words.slice(0, place));
  const low = place + 1 < words.length ? belowHundred(words.slice(place + 1)) : 0;
  return !high || high >= 20 || low === null ? null : high * 100 + low;
}

function belowHundred(words) {
  if (words[0] === "quatre" && words[1] === "vingt") {
    const low = words.length > 2 ? belowTwenty(words.slice(2)) : 0;
    return low === null ? null : 80 + low;
  }
  const tens = TENS.get(words[0]);
  if (tens) {
    const low = words.length > 1 ? belowTwenty(words.slice(1)) : 0;
    const isNone = low === null || (low > 9 && tens !== 60) || (low === 0 && words.length > 1);
    return isNone ? null : tens + low;
  }
  return belowTwenty(words);
}

function belowTwenty(words) {
  const last = UNITS.indexOf(words[words.length - 1]);
  if (words.length === 1) {
    return last < 0 ? null : last;
  }
  return words.length === 2 && words[0] === "dix" && last >= 7 && last <= 9 ? 10 + last : null;
}

/* What Chinese numerals, each in its usual spelling, may mean, the likeliest first; null if none. */
export function chineseWholes(written) {
  const text = written.replace(/廿/g, "二十").replace(/卅/g, "三十");
  if (text.length > MOST_SIGNS || !/^[〇一二三四五六七八九十百千万亿0-9]+$/.test(text)) {
    return null;
  }
  if (/^\d+$/.test(text)) {
    return [Number(text)];
  }
  if (/^[〇一二三四五六七八九]+$/.test(text)) {
    const isGuess = text.length === 2 && !text.includes("〇");
    return isGuess ? null : [Number(text.replace(/./g, (sign) => DIGITS.indexOf(sign) + 1))];
  }
  const exact = value(text);
  const short = exact === null ? null : shortened(text);
  return exact === null ? null : short === null ? [exact] : [short, exact];
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
