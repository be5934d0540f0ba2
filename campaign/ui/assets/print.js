/* The button of the page to print (campaign/exports/report/page/page.py): it is there only where it can work. */
const button = document.getElementById("print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
