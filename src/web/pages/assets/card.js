// Comfort for the card form. The form works without this file: the server checks everything that
// is typed, so what is found here is only told early, in the server's words, and nothing forbids.
"use strict";

// The first row that matches wins, so narrow ranges stand before wide ones. `lengths` and `cvv` are
// left out where nothing is sure; `region` is where all cards of the brand come from.
const FOURS = [4, 4, 4, 4, 3];
const BRANDS = [
  { name: "ELO", starts: /^(40117[89]|431274|438935|451416|457393|45763[12]|504175|506(699|7[0-6]|77[0-8])|509|627780|636(297|368)|650(0[3-9]|[1-4]|5[0-8]|59[0-8]|7[01]|72[0-7]|9)|651(65[2-9]|6[67])|6550([0-4]|5[0-8]))/, groups: FOURS, lengths: [16], region: "Br" },
  { name: "HIPERCARD", starts: /^(3841|606282|637(095|568|599|609|612))/, groups: FOURS, region: "Br" },
  { name: "CARNET", starts: /^(286900|502275|506(199|[234])|639(388|484|559))/, groups: FOURS, region: "Mx" },
  { name: "TROY", starts: /^9792/, groups: FOURS },
  { name: "MIR", starts: /^220[0-4]/, groups: FOURS },
  { name: "HYUNDAI", starts: /^9490/, groups: FOURS, cvv: 0, region: "Kr" },
  { name: "BC", starts: /^9/, groups: FOURS, cvv: 0, region: "Kr" },
  { name: "AMEX", starts: /^3[47]/, groups: [4, 6, 5], lengths: [15], cvv: 4 },
  { name: "DINERS", starts: /^3(0[0-5]|6|[89])/, groups: [4, 6, 4] },
  { name: "JCB", starts: /^35(2[89]|[3-8])/, groups: FOURS },
  { name: "VISA", starts: /^4/, groups: FOURS, lengths: [13, 16, 19] },
  { name: "MASTERCARD", starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, groups: FOURS, lengths: [16] },
  { name: "DISCOVER", starts: /^(6011|64[4-9]|65)/, groups: FOURS },
  { name: "UNIONPAY", starts: /^62/, groups: FOURS },
  { name: "MAESTRO", starts: /^(50|5[6-9]|6)/, groups: FOURS },
];
// What is called otherwise among the pictures.
const PICTURES = { UNIONPAY: "cup" };
// Numbers that Cartes Bancaires takes as well.
const CO_BADGED = /^(403550|497[0-8]|513[1-6])/;
const brandOf = (digits) => BRANDS.find((brand) => brand.starts.test(digits));
const onlyDigits = (text) => text.replace(/\D/g, "");
const byId = (id) => document.getElementById(id);

// Each takes what is in the field and whether the buyer is deleting, and gives what should be there.
const SHAPES = {
  digits: (text) => onlyDigits(text),
  number(text) {
    let rest = onlyDigits(text).slice(0, 19);
    const parts = [];
    for (const size of brandOf(rest)?.groups ?? FOURS) {
      if (rest) parts.push(rest.slice(0, size));
      rest = rest.slice(size);
    }
    return (rest ? [...parts, rest] : parts).join(" ");
  },
  expiry(text, deleting) {
    // Deleting is left alone: a slash put back at the end could never be removed.
    if (deleting) return text;
    // A date with the year first, as some fill it in: 2031-09 or 2031/9.
    const turned = /^\s*20(\d\d)\s*[-/.]\s*(\d{1,2})\s*$/.exec(text);
    if (turned) return `${turned[2].padStart(2, "0")}/${turned[1]}`;
    let digits = onlyDigits(text.trim().replace(/^(\d)(?=\D)/, "0$1"));
    if (/^[2-9]/.test(digits)) digits = `0${digits}`;
    if (digits.length < 2) return digits;
    // The year may be pasted, filled in or typed in full: 12/2030 becomes 12/30 once it is whole.
    const year = digits.slice(2).replace(/^20(\d\d).*/, "$1");
    return `${digits.slice(0, 2)}/${year.slice(0, year.startsWith("20") ? 3 : 2)}`;
  },
};

// Writes the shaped text and leaves the caret behind the same digit as before.
function reshape(field, inputType = "") {
  const before = field.value;
  const deleting = inputType.startsWith("delete");
  const after = SHAPES[field.dataset.shape](before, deleting);
  if (after === before) return;
  const caret = field.selectionStart ?? before.length;
  const atEnd = caret === before.length;
  const digitsBefore = onlyDigits(before.slice(0, caret)).length;
  field.value = after;
  if (document.activeElement !== field) return;
  let place = 0;
  for (let seen = 0; place < after.length && seen < digitsBefore; place += 1) {
    if (/\d/.test(after[place])) seen += 1;
  }
  // Step over a separator, except backwards: there it would stop Backspace from getting on.
  if (inputType !== "deleteContentBackward" && /\D/.test(after[place] ?? "0")) place += 1;
  if (atEnd) place = after.length;
  field.setSelectionRange(place, place);
}

// Luhn's check: every second digit from the right counts double, the sum ends in 0.
function hasCheckDigit(digits) {
  const values = [...digits].reverse().map((digit, place) => digit * (place % 2 ? 2 : 1));
  return values.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
}

// What is wrong with a field that was filled in and left, as the name of the text that says so.
const CHECKS = {
  number(text) {
    const digits = text.replace(/[\s-]/g, "");
    const lengths = brandOf(digits)?.lengths;
    if (/\D/.test(digits)) return "letters";
    if (digits.length < 12 || digits.length > 19) return "length";
    if (lengths && !lengths.includes(digits.length)) return "brand";
    return hasCheckDigit(digits) ? "" : "wrong";
  },
  expiry(text, field) {
    const parts = /^(\d{1,2})\/(?:20)?(\d\d)$/.exec(text.replace(/\s/g, ""));
    if (!parts) return "form";
    const [month, year] = [Number(parts[1]), 2000 + Number(parts[2])];
    if (month < 1 || month > 12) return "month";
    const [thisYear, thisMonth] = field.dataset.today.split("-").map(Number);
    return year * 12 + month < thisYear * 12 + thisMonth ? "past" : "";
  },
  cvv(text) {
    const wanted = brandOf(onlyDigits(byId("card-number").value))?.cvv ?? 3;
    if (!wanted || (text.length === wanted && /^\d+$/.test(text))) return "";
    return wanted === 4 ? "four" : "three";
  },
  email: (text) => (/^[^\s@]+@[^\s@]\S*$/.test(text) ? "" : "missing"),
  cpf: (text) => (/^\d{11}$/.test(text.replace(/[.\s-]/g, "")) ? "" : "missing"),
  "holder-id": (text) => (/^(\d{10}|\d{4}-\d\d-\d\d)$/.test(text) ? "" : "missing"),
  password: (text) => (/^\d\d$/.test(text) ? "" : "missing"),
};

function showError(field, text) {
  const id = `${field.id}-error`;
  let place = byId(id);
  if (!place) {
    if (!text) return;
    place = document.createElement("p");
    place.className = "error";
    place.id = id;
    place.dataset.test = id;
    place.setAttribute("role", "status");
    field.closest(".field").append(place);
  }
  place.textContent = text;
  place.hidden = !text;
  if (text) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
  } else {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

function check(field) {
  const kind = field.dataset.check;
  const text = field.value.trim();
  const wrong = text ? CHECKS[kind](text, field) : "";
  const name = `say${wrong.charAt(0).toUpperCase()}${wrong.slice(1)}`;
  showError(field, wrong ? field.dataset[name] : "");
}

// An error that appears while a button is being pressed would move the button away from under the
// finger, and the press would be lost.
let pressing = false;
const afterPress = [];
document.addEventListener("pointerdown", () => { pressing = true; });
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => {
    pressing = false;
    setTimeout(() => afterPress.splice(0).forEach((act) => act()), 0);
  });
}

function watch(field) {
  if (field.dataset.shape) {
    // Shaping keeps these short by itself; a maximum would cut a paste before it is tidied.
    if (field.dataset.shape !== "digits") field.removeAttribute("maxlength");
    field.addEventListener("input", (event) => {
      if (!event.isComposing) reshape(field, event.inputType);
    });
  }
  if (!field.dataset.check) return;
  field.addEventListener("blur", () => {
    // The server has just said what is wrong: an empty field is not left right by looking at it.
    if (!field.value.trim()) return;
    if (pressing) afterPress.push(() => check(field));
    else check(field);
  });
  // Who mends a mistake sees at once that it is mended.
  field.addEventListener("input", () => {
    if (field.hasAttribute("aria-invalid") && field.value.trim()) {
      const kind = field.dataset.check;
      if (!CHECKS[kind](field.value.trim(), field)) showError(field, "");
    }
  });
}

function showBrand(digits) {
  const badge = document.querySelector("[data-test=card-brand]");
  const name = brandOf(digits)?.name ?? "";
  if (badge.textContent === name) return;
  badge.textContent = name;
  badge.hidden = !name;
  const picture = badge.parentElement.querySelector("img");
  picture.hidden = !name;
  if (name) picture.src = `/logos/${PICTURES[name] ?? name.toLowerCase()}.svg`;
}

// The choice of a network is for cards that have two, and then it names those two.
function offerNetworks(digits) {
  const choice = document.querySelector("[data-network-choice]");
  if (!choice) return;
  const has = CO_BADGED.test(digits);
  choice.hidden = !has && choice.dataset.wrong === undefined;
  const names = ["", brandOf(digits)?.name, "CARTES_BANCAIRES"];
  for (const option of choice.querySelectorAll("option")) option.hidden = has && !names.includes(option.value);
  if (!has) choice.querySelector("select").value = "";
}

// Which further fields a card needs: the test cards tell it of themselves, others by their brand.
function needsOf(form, digits) {
  const known = document.querySelector(`[data-card="${digits}"]`);
  const region = brandOf(digits)?.region;
  const needs = known ? known.dataset.needs : region && form.dataset[`needs${region}`];
  return (needs ?? "").split(" ").filter(Boolean);
}

// Shows those fields, and takes away what a card typed before needed.
function askForMore(form, digits) {
  const needs = needsOf(form, digits);
  for (const waiting of form.querySelectorAll("template[data-needed]")) {
    if (!needs.includes(waiting.dataset.needed)) continue;
    const field = waiting.content.firstElementChild;
    field.dataset.wanted = "";
    waiting.replaceWith(field);
    watch(field.querySelector("input"));
  }
  for (const field of form.querySelectorAll("[data-wanted]")) {
    field.hidden = !needs.includes(field.dataset.need);
    field.querySelector("input").disabled = field.hidden;
  }
}

const form = document.querySelector("[data-test=card-form]");
const number = byId("card-number");
for (const field of form.querySelectorAll("[data-shape], [data-check]")) watch(field);
const lookAtNumber = () => {
  const digits = onlyDigits(number.value);
  showBrand(digits);
  offerNetworks(digits);
  askForMore(form, digits);
};
number.addEventListener("input", lookAtNumber);
// A browser may have filled the fields before this script ran.
for (const field of form.querySelectorAll("[data-shape]")) reshape(field);
lookAtNumber();

// What fits every test card; the year is as far ahead as a card is good.
const [year] = byId("expiry").dataset.today.split("-").map(Number);
const SAMPLES = {
  expiry: `12/${String((year + 5) % 100).padStart(2, "0")}`,
  email: "buyer@example.com",
  cpf: "111.444.777-35",
  "holder-id": "1990-01-31",
  password: "12",
};
for (const button of document.querySelectorAll("[data-card]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const fill = (id, text) => {
      const field = byId(id);
      if (!field || field.disabled) return;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      showError(field, "");
    };
    fill("card-number", button.dataset.card);
    fill("cvv", "1234".slice(0, brandOf(button.dataset.card)?.cvv || 3));
    const holder = byId("holder");
    if (!holder.value.trim()) fill("holder", holder.dataset.sample);
    for (const [id, text] of Object.entries(SAMPLES)) fill(id, text);
    document.querySelector("[data-test=pay]").focus();
  });
}
