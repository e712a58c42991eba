(function () {
  "use strict";

  function numbers(text) {
    return text ? text.split(" ") : [];
  }

  // All elements of a draft, by the statement or the finding that they belong to.
  function index(report) {
    var all = {};
    report.querySelectorAll("[data-c], [data-f]").forEach(function (element) {
      keys(element).forEach(function (key) {
        (all[key] = all[key] || []).push(element);
      });
    });
    return all;
  }

  function keys(element) {
    var c = numbers(element.getAttribute("data-c")).map(function (n) { return "c" + n; });
    var f = numbers(element.getAttribute("data-f")).map(function (n) { return "f" + n; });
    return c.concat(f);
  }

  // Light: what the pointer or the keyboard is on, and all that belongs to it.
  document.querySelectorAll("article.report").forEach(function (report) {
    var belongs = index(report);
    var lit = [];
    function dark() {
      lit.forEach(function (element) { element.classList.remove("lit"); });
      lit = [];
    }
    function light(event) {
      dark();
      var on = event.target.closest("[data-c], [data-f]");
      if (!on) { return; }
      keys(on).forEach(function (key) {
        belongs[key].forEach(function (element) {
          element.classList.add("lit");
          lit.push(element);
        });
      });
    }
    report.addEventListener("mouseover", light);
    report.addEventListener("focusin", light);
    report.addEventListener("mouseleave", dark);
    report.addEventListener("focusout", dark);
  });

  // Filters.
  var form = document.getElementById("filters");
  var choices = Array.prototype.slice.call(form.querySelectorAll("select"));
  var status = document.getElementById("status");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-item]"));

  function fits(item) {
    return choices.every(function (choice) {
      var numbersOfItem = numbers(item.getAttribute("data-" + choice.name));
      return choice.value === "" || numbersOfItem.indexOf(choice.value) >= 0;
    });
  }

  function count(kind) {
    var all = items.filter(function (item) { return item.getAttribute("data-item") === kind; });
    var shown = all.filter(function (item) { return !item.hidden; });
    return shown.length + " of " + all.length + " " + kind + "s";
  }

  function apply() {
    var chosen = choices.some(function (choice) { return choice.value !== ""; });
    var hidden = {};
    items.forEach(function (item) {
      if (item.getAttribute("data-item") !== "row") {
        item.hidden = !fits(item);
        if (item.hidden) { hidden[item.id] = true; }
      }
    });
    // A row goes with its statement, and the words of what is hidden are pale.
    document.querySelectorAll("article.report").forEach(function (report) {
      report.querySelectorAll("tr[data-c]").forEach(function (row) {
        row.hidden = !!hidden[report.id + "-c" + row.getAttribute("data-c")];
      });
      report.querySelectorAll(".draft [data-c], .draft [data-f]").forEach(function (element) {
        var shown = keys(element).some(function (key) {
          return !hidden[report.id + "-" + key.replace("f", "n")];
        });
        element.classList.toggle("pale", !shown);
      });
    });
    status.textContent = chosen ? count("finding") + " and " + count("claim") + " shown" : "";
  }

  if (choices.length > 0) {
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    // A browser may have kept the choices of the last visit.
    apply();
  }
}());
