"""What all pages share: the view an address asks for, header and footer, a page for no page."""
