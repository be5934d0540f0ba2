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
    "Drag and drop a file here": "Kéo và thả tệp vào đây",
    "Drag and drop": "Kéo và thả tệp vào đây",
    "File size is too small.": "Tệp rỗng hoặc quá nhỏ.",
    "Only one file is allowed.": "Chỉ nhận một tệp.",
    "Unexpected error. Please try again.": "Có lỗi ngoài dự kiến. Hãy thử lại.",
    "Connection lost. Please wait for the app to reconnect, then try again.": "Mất kết nối. Hãy chờ ứng dụng kết nối lại rồi thử lại.",
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
    "Previous Result": "Kết quả trước",
    "Next Result": "Kết quả sau",
    "Close Search": "Đóng ô tìm",
    "Dataframe column menu": "Trình đơn của cột",
    "Copy column name": "Sao chép tên cột",
    "Select all": "Chọn tất cả",
    "Add row": "Thêm dòng",
    "Delete row(s)": "Xóa dòng",
    "(index)": "(thứ tự)",
    "Scrollable table": "Bảng cuộn được",
    "Wrap": "Xuống dòng",
    "Failed to load data": "Không tải được số liệu",
    "⚠️ Please fill out this cell.": "⚠️ Hãy điền ô này.",
    "Statistics": "Thống kê",
    "Values": "Số giá trị",
    "Empty": "Trống",
    "Distinct": "Số giá trị khác nhau",
    "Average": "Trung bình",
    "Standard deviation": "Độ lệch chuẩn",
    "Minimum": "Nhỏ nhất",
    "25th percentile": "Bách phân vị thứ 25",
    "Median": "Trung vị",
    "75th percentile": "Bách phân vị thứ 75",
    "Maximum": "Lớn nhất",
    "Sum": "Tổng",
    "Minimum length": "Độ dài ngắn nhất",
    "Maximum length": "Độ dài lớn nhất",
    "Average length": "Độ dài trung bình",
    "Range": "Khoảng",
    "Count": "Số lượng",
    "True": "Có",
    "False": "Không",
    "Distribution histogram": "Biểu đồ phân bố",
    "True/false distribution chart": "Biểu đồ số có và không",
    "Automatic": "Tự động",
    "Localized": "Theo ngôn ngữ của máy",
    "Plain": "Số thường",
    "Compact": "Viết gọn",
    "Dollar": "Đô la",
    "Euro": "Euro",
    "Yen": "Yên",
    "Percent": "Phần trăm",
    "Scientific": "Dạng lũy thừa",
    "Accounting": "Kế toán",
    "Duration": "Khoảng thời gian",
    "Distance": "Cách hiện tại",
    "Calendar": "Lịch",
    "Pagination": "Các trang của bảng",
    "Previous page": "Trang trước",
    "Next page": "Trang sau",
    "empty": "trống",
    // pickers
    "Choose an option": "Chọn một mục",
    "Choose options": "Chọn",
    "No results": "Không có kết quả",
    "No options to select.": "Không có mục nào để chọn.",
    "Select an option": "Chọn một mục",
    "Open": "Mở",
    "Selectbox options": "Các mục để chọn",
    "Multiselect options": "Các mục để chọn",
    "Selected values": "Các mục đã chọn",
    "Clear entry": "Xóa nội dung",
    "Show password": "Hiện mật khẩu",
    "Hide password": "Ẩn mật khẩu",
    "Invalid input.": "Nội dung không hợp lệ.",
    "Number is below the allowed range.": "Số nhỏ hơn mức cho phép.",
    "Number is above the allowed range.": "Số lớn hơn mức cho phép.",
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
    "Choose date range": "Chọn khoảng ngày",
    "Clear date": "Xóa ngày",
    "Clear dates": "Xóa các ngày",
    "Start Date": "Ngày đầu",
    "End Date": "Ngày cuối",
    "day of the week": "thứ",
    "era": "kỷ nguyên",
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
    "Running": "Đang xử lý",
    "Please wait...": "Xin chờ…",
    "Stop": "Dừng",
    "Rerun": "Chạy lại",
    "Connecting": "Đang kết nối",
    "Connecting to Streamlit server": "Đang kết nối tới máy chủ của ứng dụng",
    "Connecting to static app": "Đang kết nối tới ứng dụng",
    "Unable to connect to Streamlit server": "Không kết nối được tới máy chủ của ứng dụng",
    "Connection error": "Mất kết nối",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Máy chủ của ứng dụng không trả lời. Trang sẽ tự kết nối lại khi máy chủ chạy; nếu phải chờ lâu, hãy báo người quản trị.",
    "streamlit run yourscript.py": "make run",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Máy chủ của ứng dụng không trả lời. Hãy kiểm tra mạng; trang sẽ tự kết nối lại. Nếu phải chờ lâu, hãy báo người quản trị.",
    "Connection timed out.": "Máy chủ của ứng dụng không trả lời kịp. Trang sẽ thử lại.",
    "Connection closed": "Đã mất kết nối",
    "Request timed out": "Máy chủ không trả lời kịp",
    "Bad message format": "Thông tin từ máy chủ bị hỏng",
    "Script execution error": "Trang bị lỗi",
    "No message": "Không rõ nguyên nhân",
    "Unknown error": "Lỗi không rõ nguyên nhân",
    "Try again": "Thử lại",
    "Retry": "Thử lại",
    "Continue anyway": "Vẫn tiếp tục",
    "Cancel": "Thôi",
    "Clear caches": "Xóa bộ nhớ tạm",
    "Deploy": "Triển khai",
    "About": "Giới thiệu",
    "Custom theme": "Giao diện riêng",
    "Use system setting": "Theo máy",
    "Custom Theme Auto": "Giao diện theo máy",
    "Custom Theme Light": "Giao diện sáng",
    "Custom Theme Dark": "Giao diện tối",
    "Copy version to clipboard": "Sao chép số phiên bản",
    "Copy to clipboard": "Sao chép",
    "File change.": "Chương trình đã đổi.",
    "Always rerun": "Luôn chạy lại",
    "(opens in new tab)": "(mở ở thẻ mới)",
    "view more": "xem thêm",
    "view less": "thu gọn",
    "View less": "Thu gọn",
    "Notifications": "Thông báo",
    "Main": "Nội dung chính",
    "Expand sidebar": "Mở thanh bên",
    "Collapse sidebar": "Đóng thanh bên",
    "App Logo": "Biểu trưng",
    "Header Logo": "Biểu trưng",
    "Sidebar": "Thanh bên",
    "Toolbar action": "Thao tác",
    "Menu": "Trình đơn",
    "Also record audio": "Ghi cả âm thanh",
    "Start recording!": "Bắt đầu ghi",
    "Stop recording": "Dừng ghi",
    "Cancel recording": "Thôi ghi",
    "Save video to disk": "Lưu video vào máy",
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
    [new RegExp(`^Selected Date: (${ONE_OF_MONTHS}) (\\d+), (\\d{4})$`), (_, name, date, year) => `Ngày đang chọn: ${date}/${month(name)}/${year}`],
    // the same where the browser writes dates in Vietnamese itself
    [/^Selected Date: (.+)$/, (_, date) => `Ngày đang chọn: ${date}`],
    [/^Choose date, (.+)$/, (_, month) => `Chọn ngày, ${month}`],
    [/^Today, (.+?)( selected)?$/, (_, date, chosen) => `Hôm nay, ${date}${chosen ? ", đang chọn" : ""}`],
    [/^(.*\d.*) selected$/, (_, date) => `${date}, đang chọn`],
    [/^(day|month|year), (.+)$/s, (_, part, label) => `${VIETNAMESE[part]}, ${label}`],
    [/^(\d+) options? available\.(.*)$/s, (_, count, rest) => `Có ${count} mục.${rest}`],
    [/^Limit (\d+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `Tối đa ${size} MB mỗi tệp${kinds ? ` • ${kinds}` : ""}`],
    [/^(\d+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `Tối đa ${size} MB mỗi tệp${kinds ? ` • ${kinds}` : ""}`],
    [/^(\S+) files are not allowed\.$/, (_, kind) => `Không nhận tệp loại ${kind}.`],
    [/^(?:(Error): ?)?File must be ([\d.]+?)(?:\.0)?\s?([KMG]?B) or smaller\.$/, (_, error, size, unit) =>
      `${error ? "Lỗi: " : ""}Tệp không được lớn hơn ${size.replace(".", ",")} ${unit}.`],
    [/^(\d+)\.(\d) ?([KMGT]?B)$/, (_, whole, tenth, unit) => `${whole}${tenth === "0" ? "" : `,${tenth}`} ${unit}`],
    [/^Only one file is allowed\./, () => "Chỉ nhận một tệp."],
    [/^Press (.+) to (apply|submit form)$/, (_, keys, what) => `Nhấn ${keys} để ${what === "apply" ? "áp dụng" : "gửi"}`],
    [/^(?:(\d+) of )?(over 1000|\d+) results?$/, (_, place, count) =>
      `${place ? `${place} trên ` : ""}${count === "over 1000" ? "hơn 1.000" : count} kết quả`],
    [/^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/, (_, low, high) => `Số phải từ ${low} đến ${high}.`],
    [/^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/, (_, low) => `Số phải từ ${low} trở lên.`],
    [/^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/, (_, high) => `Số phải từ ${high} trở xuống.`],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, (_, count) => `Chỉ chọn được ${count} mục. Hãy bỏ bớt một mục.`],
    [/^Select (\d+) matches$/, (_, count) => `Chọn cả ${count} mục khớp`],
    [/^Add: (.+)$/s, (_, what) => `Thêm: ${what}`],
    [/^(?:View )?(\d+) more$/, (_, count) => `Xem thêm ${count} trang`],
    [/^Cannot connect to Streamlit \(HTTP status: (\d+)\).*$/s, (_, code) =>
      `Không kết nối được tới máy chủ của ứng dụng (mã ${code}). Hãy báo người quản trị.`],
    [/^Connection failed with status (\d+).*$/s, (_, code) =>
      `Máy chủ của ứng dụng chưa phục vụ được (mã ${code}). Hãy tải lại trang để biết vì sao.`],
    [/^Top values frequency chart: (.*)$/s, (_, values) => `Các giá trị gặp nhiều nhất: ${values}`],
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
  // What Streamlit lets the keyboard reach without a name for those who hear it.
  const GRID = "[data-testid=data-grid-canvas], .dvn-scroller"
  const nameNameless = (root) => {
    document.getElementById("stMain")?.setAttribute("aria-label", language() === "vi" ? "Nội dung chính" : "Main content")
    for (const grid of [...(root.matches(GRID) ? [root] : []), ...root.querySelectorAll(GRID)]) {
      const named = grid.parentElement.closest("[aria-label]")
      if (!named || named.id === "stMain") continue
      grid.setAttribute("role", "group")
      grid.setAttribute("aria-label", named.getAttribute("aria-label"))
    }
  }
  const visit = (root) => {
    if (isOurs(root)) return
    if (root.nodeType === 3) return visitText(root)
    if (root.nodeType !== 1) return
    nameNameless(root)
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
