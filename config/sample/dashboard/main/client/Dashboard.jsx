// SPDX-License-Identifier: Apache-2.0

import { useEffect, useState } from 'react';

export function Dashboard() {
  const [session, setSession] = useState({ user: '', menu: [] });
  const [shown, setShown] = useState();

  useEffect(() => {
    fetch('/api/session')
      .then((answer) => answer.json())
      .then(setSession);
  }, []);

  return (
    <>
      <nav>
        {session.menu.map((entry) => (
          <button key={entry.path} type="button" onClick={() => setShown(entry)}>
            {entry.title}
          </button>
        ))}
        <span>{session.user}</span>
      </nav>
      {shown ? <iframe src={shown.path} title={shown.title} /> : <p>Choose an application.</p>}
    </>
  );
}
