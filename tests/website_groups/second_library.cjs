// Reads a calendar on standard input with ical.js, a library of other people in another language than the product's,
// and prints the moments at which each of its events begins, by UID, as seconds since 1970.
const ICAL = require("ical.js");

const [until, most] = [Number(process.argv[2]), 2000];
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", () => {
  const calendar = new ICAL.Component(ICAL.parse(Buffer.concat(chunks).toString("utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const found = {};
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const starts = (found[event.uid] = []);
    const iterator = event.iterator();
    for (let next = iterator.next(); next && starts.length < most; next = iterator.next()) {
      if (next.toUnixTime() > until) break;
      starts.push(next.isDate ? next.toString() : next.toUnixTime());
    }
  }
  process.stdout.write(JSON.stringify(found));
});
