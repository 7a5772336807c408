import { answered, createCamgate } from '@camgate/client';
import { SignIn } from './sign-in.js';

const settings = await (await fetch('settings.json')).json();
const signIn = new SignIn(settings);
const camgate = createCamgate({ baseUrl: settings.camgateUrl, credentials: { token: () => signIn.token() } });

const find = (selector) => document.querySelector(selector);
const [form, status, list, more] = ['form', '[role=status]', 'ul', '#more'].map(find);
let next;

/** Shows a page of the cameras with these words; the first one takes the place of what was there. */
async function search(cursor) {
  const q = new FormData(form).get('q').trim();
  status.textContent = 'Searching …';
  try {
    const query = { limit: 20, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };
    const page = await answered(camgate.GET('/api/v1/cameras', { params: { query } }));
    if (cursor === undefined) list.replaceChildren();
    list.append(...page.items.map(itemOf));
    next = page.next ?? undefined;
    status.textContent = list.children.length === 0 ? 'There is none.' : '';
  } catch (error) {
    status.textContent = error.message;
  }
  more.hidden = next === undefined;
  show();
}

/** Texts only: what a camera says of itself is never markup. */
function itemOf({ name, title, city, country }) {
  const item = document.createElement('li');
  const place = document.createElement('small');
  place.textContent = [city, country].filter(Boolean).join(', ');
  item.append(title ?? name, ' ', place);
  return item;
}

function show() {
  find('main').hidden = find('#sign-out').hidden = !signIn.isSignedIn;
  find('#sign-in').hidden = signIn.isSignedIn;
}

find('#sign-in').addEventListener('click', () => signIn.begin());
find('#sign-out').addEventListener('click', async () => {
  await signIn.signOut();
  show();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void search();
});
more.addEventListener('click', () => search(next));

try {
  await signIn.finish();
} catch (error) {
  find('h1').textContent = error.message;
}
show();
if (signIn.isSignedIn) await search();
