"use strict";
// The view in the address: what is searched, filtered, sorted and shown, so that it can be sent to somebody.
const address = (() => {
  const SIGN = "#view?";
  const read = (hash) => (hash.startsWith(SIGN) ? Object.fromEntries(new URLSearchParams(hash.slice(SIGN.length))) : null);
  const write = (view) => {
    const said = new URLSearchParams(Object.entries(view).filter(([, value]) => value)).toString();
    return said && SIGN + said;
  };
  const show = (hash) => history.replaceState(null, "", hash || location.pathname + location.search);
  return { read, write, show };
})();
