import Vue from 'vue';

const links = [
  { title: 'Notebooks', path: '/notebooks/' },
  { title: 'Jobs', path: '/jobs/' },
];

new Vue({
  render: (create) => create(
    'ul',
    links.map((link) => create('li', [create('a', { attrs: { href: link.path } }, link.title)])),
  ),
}).$mount('#app');
