// SPDX-License-Identifier: Apache-2.0

import { createRoot } from 'react-dom/client';

import { Dashboard } from './Dashboard.jsx';

createRoot(document.getElementById('root')).render(<Dashboard />);
