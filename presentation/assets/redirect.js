// Leads the browser to another address of this server by loading it, and leaves no entry in the
// history: Back then goes to where the reader came from.
export default function ({ data }) {
  const address = new URL(data.address, location.href)
  if (address.origin === location.origin) location.replace(address.href)
}
