// SPDX-License-Identifier: Apache-2.0

/** The applications of the platform, in the order the menu shows them. */
export const menu = [
  { title: 'Volumes', path: '/volumes/' },
  { title: 'Experiments', path: '/tuning/' },
  { title: 'Models', path: '/models/' },
];
