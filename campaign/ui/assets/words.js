// Streamlit's own words in the reader's language. Streamlit has no setting for them; they are replaced as they appear.
// The language is the URL's (?lang=en), else the site's (data-language on <html>), as in campaign/ui/session.py.
(() => {
  "use strict"
  const VIETNAMESE = {
    // file uploader
    "Upload": "Chọn tệp",
    "file upload": "tải tệp lên",
    "Browse files": "Chọn tệp",
    "Drag and drop file here": "Kéo và thả tệp vào đây",
    "Drag and drop files here": "Kéo và thả các tệp vào đây",
    "Drag and drop": "Kéo và thả tệp vào đây",
    "Remove file": "Bỏ tệp",
    "Delete file": "Bỏ tệp",
    "Add files": "Thêm tệp",
    "Uploading...": "Đang tải lên…",
    "Error": "Lỗi",
    "Error:": "Lỗi:",
    // tables
    "Search": "Tìm",
    "Type to search": "Gõ để tìm",
    "Download as CSV": "Tải bảng về dạng CSV",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thoát toàn màn hình",
    "Exit fullscreen": "Thoát toàn màn hình",
    "Show/hide columns": "Ẩn/hiện cột",
    "Sort ascending": "Sắp xếp tăng dần",
    "Sort descending": "Sắp xếp giảm dần",
    "Autosize": "Tự chỉnh độ rộng",
    "Pin column": "Ghim cột",
    "Unpin column": "Bỏ ghim cột",
    "Hide column": "Ẩn cột",
    "Format": "Định dạng",
    "Copy": "Sao chép",
    "Copied": "Đã sao chép",
    "Clear selection": "Bỏ chọn",
    "empty": "trống",
    // pickers
    "Choose an option": "Chọn một mục",
    "Choose options": "Chọn",
    "No results": "Không có kết quả",
    "No options to select.": "Không có mục nào để chọn.",
    "Select an option": "Chọn một mục",
    "Open": "Mở",
    "Clear value": "Xóa lựa chọn",
    "Clear all": "Xóa hết",
    "Press Enter to apply": "Nhấn Enter để áp dụng",
    "Press Enter to submit form": "Nhấn Enter để gửi",
    "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng",
    "Press ⌘+Enter to apply": "Nhấn ⌘+Enter để áp dụng",
    "Press Ctrl+Enter to submit form": "Nhấn Ctrl+Enter để gửi",
    "Press ⌘+Enter to submit form": "Nhấn ⌘+Enter để gửi",
    "Increment": "Tăng",
    "Decrement": "Giảm",
    // calendar (a browser set to Vietnamese writes it in Vietnamese by itself)
    "Choose date": "Chọn ngày",
    "Clear date": "Xóa ngày",
    "Previous month": "Tháng trước",
    "Next month": "Tháng sau",
    "Previous": "Trước",
    "Next": "Sau",
    "Dismiss": "Đóng",
    "day": "ngày",
    "month": "tháng",
    "year": "năm",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Dùng phím mũi tên để chọn ngày, Enter để nhận, Escape để đóng.",
    "add icon": "thêm",
    // frame
    "Running...": "Đang xử lý…",
    "Stop": "Dừng",
    "Rerun": "Chạy lại",
    "Connecting": "Đang kết nối",
    "Connection error": "Lỗi kết nối",
    "Page not found": "Không tìm thấy trang",
    "The page that you have requested does not seem to exist. Running the app's main page.": "Không có trang này. Đã mở trang Tổng quan.",
    "Main menu": "Trình đơn chính",
    "Open sidebar": "Mở thanh bên",
    "Close sidebar": "Đóng thanh bên",
    "Close": "Đóng",
    "Settings": "Cài đặt",
    "Print": "In trang",
    "Record a screencast": "Quay màn hình",
    "Theme": "Giao diện",
    "Light": "Sáng",
    "Dark": "Tối",
    "System": "Theo máy",
    "Logo": "Biểu trưng",
    "Skip to main content": "Đến nội dung chính",
    "App pages": "Các trang",
    "Navigate to home page": "Về trang Tổng quan",
    "Link to heading": "Liên kết tới mục này",
    "Help": "Trợ giúp",
    "Download plot as a PNG": "Tải biểu đồ về dạng PNG",
    "You need to enable JavaScript to run this app.": "Hãy bật JavaScript để dùng ứng dụng này.",
  }
  const MONTHS = "January February March April May June July August September October November December".split(" ")
  const DAYS = { Sunday: "Chủ nhật", Monday: "Thứ hai", Tuesday: "Thứ ba", Wednesday: "Thứ tư", Thursday: "Thứ năm", Friday: "Thứ sáu", Saturday: "Thứ bảy" }
  const WEEK = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"]
  const ONE_OF_MONTHS = MONTHS.join("|")
  const month = (name) => MONTHS.indexOf(name) + 1
  const PATTERNS = [
    [new RegExp(`^(${ONE_OF_MONTHS})$`), (_, name) => `Tháng ${month(name)}`],
    [new RegExp(`^(${ONE_OF_MONTHS}) (\\d{4})$`), (_, name, year) => `Tháng ${month(name)} năm ${year}`],
    [new RegExp(`^Choose date, (${ONE_OF_MONTHS}) (\\d{4})$`), (_, name, year) => `Chọn ngày, tháng ${month(name)} năm ${year}`],
    [new RegExp(`^(Today, )?(\\w+day), (${ONE_OF_MONTHS}) (\\d+), (\\d{4})( selected)?$`), (_, today, day, name, date, year, chosen) =>
      `${today ? "Hôm nay, " : ""}${DAYS[day]}, ${date}/${month(name)}/${year}${chosen ? ", đang chọn" : ""}`],
    [/^(\d+) options? available\.(.*)$/s, (_, count, rest) => `Có ${count} mục.${rest}`],
    [/^Limit (\d+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `Tối đa ${size} MB mỗi tệp${kinds ? ` • ${kinds}` : ""}`],
    [/^(\d+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `Tối đa ${size} MB mỗi tệp${kinds ? ` • ${kinds}` : ""}`],
    [/^(\S+) files are not allowed\.$/, (_, kind) => `Không nhận tệp loại ${kind}.`],
    [/^(?:(Error): ?)?File must be ([\d.]+?)(?:\.0)?\s?([KMG]?B) or smaller\.$/, (_, error, size, unit) =>
      `${error ? "Lỗi: " : ""}Tệp không được lớn hơn ${size.replace(".", ",")} ${unit}.`],
    [/^Showing page (\d+) of (\d+)$/, (_, page, pages) => `Trang ${page} trên ${pages}`],
    [/^Remove (.+)$/, (_, what) => `Bỏ ${what}`],
    [/^([A-Z][^:]+): (.+)$/s, (all, words, what) => (VIETNAMESE[words] ? `${VIETNAMESE[words]}: ${what}` : all)],
    [/^Selected (.+?)\. (.+)$/, (_, what, label) => `Đã chọn ${what}. ${label}`],
    [/^You have requested page \/(.*), but no corresponding file was found.*$/s, (_, page) =>
      `Không có trang /${page}. Đã mở trang Tổng quan.`],
  ]
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"]
  const originals = new WeakMap()
  const page = document.documentElement
  const language = () => new URLSearchParams(location.search).get("lang") || page.dataset.language || "vi"

  const translated = (text) => {
    const trimmed = text.trim()
    if (!trimmed) return text
    const known = VIETNAMESE[trimmed]
    if (known) return text.replace(trimmed, known)
    for (const [pattern, words] of PATTERNS) if (pattern.test(trimmed)) return trimmed.replace(pattern, words)
    return text
  }

  // What stood there before is remembered, so that English comes back when English is chosen.
  const replace = (node, place, read, write) => {
    const known = originals.get(node) || {}
    const text = read()
    if (!text) return
    const original = text === known[place]?.shown ? known[place].original : text
    const shown = language() === "vi" ? translated(original) : original
    if (shown !== text) write(shown)
    if (shown !== original || known[place]) originals.set(node, { ...known, [place]: { original, shown } })
  }

  // A calendar's head: "T" is Tuesday or Thursday by its place alone.
  const visitWeekday = (node) => {
    const cell = node.parentElement?.closest("[role=dialog] thead th")
    const row = cell && [...cell.parentElement.children]
    if (row?.length === 7 && /^[SMTWF]$/.test(node.nodeValue) && language() === "vi") node.nodeValue = WEEK[row.indexOf(cell)]
  }
  const visitText = (node) => {
    visitWeekday(node)
    replace(node, "text", () => node.nodeValue, (text) => { node.nodeValue = text })
  }
  const visitAttributes = (element) => {
    for (const name of ATTRIBUTES)
      if (element.hasAttribute(name)) replace(element, name, () => element.getAttribute(name), (text) => element.setAttribute(name, text))
  }
  // Our own texts are translated before they come here; icons are drawn from words by their font.
  const OURS = ".campaign, svg, script, style, [data-testid=stIconMaterial]"
  const isOurs = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(OURS)
  const visit = (root) => {
    if (isOurs(root)) return
    if (root.nodeType === 3) return visitText(root)
    if (root.nodeType !== 1) return
    visitAttributes(root)
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (isOurs(node)) continue
      if (node.nodeType === 3) visitText(node)
      else visitAttributes(node)
    }
  }

  let shownLanguage = null
  const visitAll = () => {
    shownLanguage = language()
    page.lang = shownLanguage
    visit(document.body)
  }
  const watch = new MutationObserver((changes) => {
    if (language() !== shownLanguage) return visitAll()
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit)
      else if (change.type === "characterData") visit(change.target)
      else if (!isOurs(change.target)) visitAttributes(change.target)
    }
  })
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES })
  visitAll()
})()
