// Comfort for the buyer's pages. Every page works without this file: the server checks
// everything that is typed, so nothing here forbids or validates.
"use strict";

// The first row that matches wins, so narrow ranges stand before wide ones.
const FOURS = [4, 4, 4, 4, 3];
const BRANDS = [
  { name: "ELO", starts: /^(40117[89]|431274|438935|451416|457393|45763[12]|504175|506(699|7[0-6]|77[0-8])|509|627780|636(297|368)|650(0[3-9]|[1-4]|5[0-8]|59[0-8]|7[01]|72[0-7]|9)|651(65[2-9]|6[67])|6550([0-4]|5[0-8]))/, groups: FOURS },
  { name: "HIPERCARD", starts: /^(3841|606282|637(095|568|599|609|612))/, groups: FOURS },
  { name: "CARNET", starts: /^(286900|502275|506(199|[234])|639(388|484|559))/, groups: FOURS },
  { name: "TROY", starts: /^9792/, groups: FOURS },
  { name: "MIR", starts: /^220[0-4]/, groups: FOURS },
  { name: "HYUNDAI", starts: /^9490/, groups: FOURS },
  { name: "BC", starts: /^9/, groups: FOURS },
  { name: "AMEX", starts: /^3[47]/, groups: [4, 6, 5] },
  { name: "DINERS", starts: /^3(0[0-5]|6|[89])/, groups: [4, 6, 4] },
  { name: "JCB", starts: /^35(2[89]|[3-8])/, groups: FOURS },
  { name: "VISA", starts: /^4/, groups: FOURS },
  { name: "MASTERCARD", starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, groups: FOURS },
  { name: "DISCOVER", starts: /^(6011|64[4-9]|65)/, groups: FOURS },
  { name: "UNIONPAY", starts: /^62/, groups: FOURS },
  { name: "MAESTRO", starts: /^(50|5[6-9]|6)/, groups: FOURS },
];
// Numbers that Cartes Bancaires takes as well.
const CO_BADGED = /^(403550|497[0-8]|513[1-6])/;
const brandOf = (digits) => BRANDS.find((brand) => brand.starts.test(digits));
const onlyDigits = (text) => text.replace(/\D/g, "");

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

function showBrand(field) {
  const badge = document.querySelector("[data-test=card-brand]");
  const name = brandOf(onlyDigits(field.value))?.name ?? "";
  if (badge.textContent === name) return;
  badge.textContent = name;
  badge.dataset.brand = name;
  badge.hidden = !name;
}

// The choice of a network is for cards that have two, and then it names those two.
function offerNetworks(field) {
  const choice = document.querySelector("[data-network-choice]");
  if (!choice) return;
  const digits = onlyDigits(field.value);
  const has = CO_BADGED.test(digits);
  choice.hidden = !has && choice.dataset.wrong === undefined;
  const names = ["", brandOf(digits)?.name, "CARTES_BANCAIRES"];
  for (const option of choice.querySelectorAll("option")) option.hidden = has && !names.includes(option.value);
  if (!has) choice.querySelector("select").value = "";
}

for (const field of document.querySelectorAll("[data-shape]")) {
  // Shaping keeps these short by itself; a maximum would cut a paste before it is tidied.
  if (field.dataset.shape !== "digits") field.removeAttribute("maxlength");
  const update = (event) => {
    if (event?.isComposing) return;
    reshape(field, event?.inputType);
    if (field.dataset.shape === "number") {
      showBrand(field);
      offerNetworks(field);
    }
  };
  field.addEventListener("input", update);
  update(); // A browser may have filled the field before this script ran.
}

for (const button of document.querySelectorAll("[data-card]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const fill = (id, text) => {
      const field = document.getElementById(id);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    fill("card-number", button.dataset.card);
    fill("expiry", `12/${String((new Date().getFullYear() + 5) % 100).padStart(2, "0")}`);
    fill("cvv", "123");
    if (!document.getElementById("holder").value.trim()) fill("holder", "Test Buyer");
    if (document.getElementById("email")) fill("email", "buyer@example.com");
    if (document.getElementById("cpf")) fill("cpf", "111.444.777-35");
    if (document.getElementById("holder-id")) fill("holder-id", "1990-01-31");
    if (document.getElementById("password")) fill("password", "12");
    document.querySelector("[data-test=pay]").focus();
  });
}

// One press, one post: a second press while the answer is on its way would be a second attempt.
for (const form of document.forms) {
  const button = form.querySelector("[data-busy]");
  if (!button) continue;
  const idle = button.textContent;
  form.addEventListener("submit", () => {
    button.disabled = true;
    button.textContent = button.dataset.busy;
  });
  // Some browsers remember over a reload that the button was disabled.
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    button.textContent = idle;
  });
}

// A bank that only looks at the browser needs nobody to press the button.
for (const form of document.querySelectorAll("[data-submit-after]")) {
  setTimeout(() => form.requestSubmit(), Number(form.dataset.submitAfter));
}

// Not reload(): a page may be the answer to a post, which must not be sent again.
const askAgain = () => location.replace(location.pathname + location.search);

// Going back may bring the page out of the browser's memory, although the payment has gone on.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) askAgain();
});

const timer = document.querySelector("[data-seconds]");
const [secondsLeft, rate] = [Number(timer?.dataset.seconds), Number(timer?.dataset.rate)];
if (rate > 0 && secondsLeft > 0) {
  const loaded = Date.now();
  const ticking = setInterval(() => {
    const passed = (Date.now() - loaded) / 1000;
    const left = Math.max(0, Math.ceil(secondsLeft - passed * rate));
    const [hours, minutes] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60)];
    const parts = hours ? [`${hours} h`, `${minutes} min`] : minutes ? [`${minutes} min`, `${left % 60} s`] : [`${left} s`];
    timer.textContent = parts.join(" ");
    // At least a second between reloads, however fast the sandbox clock runs.
    if (left > 0 || passed < 1) return;
    clearInterval(ticking);
    askAgain();
  }, 250);
}
