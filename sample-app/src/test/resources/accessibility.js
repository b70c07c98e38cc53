// What can be told of a page by looking at it; returns what is wrong, a line each.
const wrong = [];
const all = (selector) => [...document.querySelectorAll(selector)];
const say = (element) => `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.innerText ?? ''}`.slice(0, 90);

if (!document.documentElement.lang || !document.title) {
	wrong.push('the document has no language or no title');
}
if (all('h1').length !== 1) {
	wrong.push(`${all('h1').length} h1`);
}
for (const landmark of ['body > header', 'main', 'body > footer']) {
	if (all(landmark).length !== 1) {
		wrong.push(`${all(landmark).length} ${landmark}`);
	}
}
let level = 0;
for (const heading of all('h1, h2, h3, h4')) {
	const own = Number(heading.tagName[1]);
	if (own > level + 1 || !heading.innerText.trim()) {
		wrong.push(`heading out of order or empty: ${say(heading)}`);
	}
	level = own;
}
for (const section of all('section')) {
	const label = document.getElementById(section.getAttribute('aria-labelledby'));
	if (!label?.innerText.trim()) {
		wrong.push(`section without a label: ${say(section)}`);
	}
}
const ids = all('[id]').map((element) => element.id);
ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => wrong.push(`id twice: ${id}`));
all('button, a').filter((control) => !control.textContent.trim()).forEach((control) => wrong.push(`no name: ${say(control)}`));
const names = all('button').map((button) => button.textContent.trim());
names.filter((name, index) => names.indexOf(name) !== index).forEach((name) => wrong.push(`two buttons named ${name}`));
all('table').filter((table) => !table.caption?.textContent.trim() || [...table.tHead.rows[0].cells].some((cell) => cell.scope !== 'col'))
	.forEach((table) => wrong.push(`table without a caption, or header without a scope: ${say(table)}`));
all('[role=meter]').filter((meter) => !meter.ariaLabel || !meter.ariaValueNow || !meter.ariaValueMax || !meter.ariaValueText)
	.forEach((meter) => wrong.push(`meter without a name or value: ${say(meter)}`));
const live = all('[aria-live]');
if (live.length !== 1 || live[0].ariaLive !== 'polite') {
	wrong.push(`${live.length} live regions`);
}
// Not innerWidth: on a phone it grows with what is too wide.
const { scrollWidth, clientWidth } = document.documentElement;
if (scrollWidth > clientWidth) {
	wrong.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`);
}

// Focus can be seen: the outline that :focus-visible gives, not to what has been clicked.
document.activeElement?.blur();
all('button, a[href]').forEach((control) => {
	control.focus({ focusVisible: true, preventScroll: true });
	const style = getComputedStyle(control);
	if (document.activeElement !== control || style.outlineStyle !== 'solid' || parseFloat(style.outlineWidth) < 2) {
		wrong.push(`focus cannot be seen: ${say(control)}`);
	}
	control.blur();
});

// Contrast, by the formula of WCAG 2. Colours are computed by a canvas, so that color-mix() and the like count too.
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
function rgba(colour) {
	canvas.clearRect(0, 0, 1, 1);
	canvas.fillStyle = colour;
	canvas.fillRect(0, 0, 1, 1);
	return [...canvas.getImageData(0, 0, 1, 1).data];
}
function ground(element) {
	for (let at = element; at; at = at.parentElement) {
		const colour = rgba(getComputedStyle(at).backgroundColor);
		if (colour[3] === 255) {
			return colour;
		}
	}
	return [255, 255, 255, 255];
}
function luminance([r, g, b]) {
	const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
	return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
let texts = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
	const element = walker.currentNode.parentElement;
	const box = element.getBoundingClientRect();
	if (!walker.currentNode.data.trim() || box.width <= 1 || !element.checkVisibility()) {
		continue;
	}
	texts++;
	const [light, dark] = [luminance(rgba(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => b - a);
	const contrast = (light + 0.05) / (dark + 0.05);
	if (contrast < 4.5) {
		wrong.push(`contrast ${contrast.toFixed(2)}: ${say(element)}`);
	}
}
if (texts < 40) {
	wrong.push(`only ${texts} texts were looked at`);
}
return wrong;
