/*
 * Copyright 2026 the leaderelection authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.leaderelection.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person's path through the page: two real processes, and a real browser, where there
 * is one. Makes the screenshots of the README: {@code -Dscreenshots.update} copies those
 * that {@code docs/images} has, and wants the font Inter.
 */
@Timeout(180)
class PageBrowserTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final boolean UPDATE = System.getProperty("screenshots.update") != null;

	private static final Path IMAGES = Path.of("..", "docs", "images");

	private static final List<String> TIMINGS = List.of("--leaderelection.lease-duration=6s",
			"--leaderelection.renew-deadline=4s", "--leaderelection.retry-period=500ms",
			"--sample.ledger-period=500ms");

	private static final Pattern ENTRY = Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\dT)");

	private static final Pattern TERM = Pattern.compile("^Term (\\d+), for ");

	/** Instances have one of six colours, and there are two. */
	private static final String EVERY_COLOUR = """
			const probe = document.createElement('ul');
			probe.className = 'instances';
			probe.innerHTML = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'].map((colour) => `<li class="leads ${colour}">
				<p class="who"><span class="state">${colour}</span></p>
				<div class="lane"><div class="span">1</div><div class="span current">2</div></div></li>`).join('');
			document.querySelector('.card').append(probe);
			try {
				return (() => { %s })();
			}
			finally {
				probe.remove();
			}""";

	@TempDir
	Path directory;

	@Test
	void leadershipIsSeenHandedOverPausedAndTakenOver() throws IOException {
		try (Browser browser = Browser.start(this.directory);
				SampleProcess first = launch("orders-1");
				SampleProcess second = launchBehind(first)) {
			second.awaitFollowing(first);
			String one = first.identity();
			String two = second.identity();
			browser.resize(1180, 1000, 1);
			browser.prefer("prefers-color-scheme", "light");
			browser.open("http://localhost:" + second.port() + "/");

			await().until(() -> browser.text(".leader").equals(one + " leads"));
			await().until(() -> browser.text("#connection").equals("Live from " + two));
			assertThat(browser.text("#announcer")).isEqualTo(one + " leads, term 1");
			assertThat(browser.text(".since")).startsWith("Term 1, for ");
			assertThat(browser.text(".measure")).startsWith("Lease left").endsWith(" s of 6 s");
			await().until(() -> states(browser).equals(List.of("leads", "follows, serves this page")));
			theBarShrinksAndFillsUp(browser);
			theLedgerGrows(browser);
			String address = "http://localhost:" + first.port() + "/";
			await().until(() -> browser.run("return document.querySelector('.instances a[href]')?.href ?? ''")
				.asString()
				.equals(address));

			// The page is one instance's, the button another's.
			int handedOver = stepDown(browser, one, two);
			assertThat(browser.text("#announcer")).isEqualTo(two + " leads, term " + handedOver);
			await().until(() -> Instances.leads(second.port()));
			await().until(() -> newestTerms(browser).equals(
					List.of(handedOver + " " + two + " still leads", (handedOver - 1) + " " + one + " stepped down")));
			await().until(() -> browser.text(".measure").matches("(?s)Trust left.* s of 4 s"));
			theBarShrinksAndFillsUp(browser);

			browser.click("//button[normalize-space()='Pause " + two + "']");
			await().until(() -> browser.text(".leader").equals(one + " leads"));
			await().until(() -> states(browser).equals(List.of("leads", "paused, serves this page")));
			assertThat(second.election().path("state").asString()).isEqualTo("PAUSED");

			browser.click("//button[normalize-space()='Resume " + two + "']");
			await().until(() -> states(browser).equals(List.of("leads", "follows, serves this page")));
			assertThat(browser.text(".problem")).isEmpty();
			theLedgerGrows(browser);

			stepDown(browser, one, two);
			pictures(browser);
			assertThat(browser.complaints()).isEmpty();

			int last = stepDown(browser, two, one);
			// Once it is written down that it leads, a crash can be told from a goodbye.
			await().until(() -> newestTerms(browser).get(0).equals(last + " " + one + " still leads"));
			first.kill();
			await().until(() -> browser.text(".leader").equals(two + " leads"));
			assertThat(browser.text("#announcer")).isEqualTo(two + " leads, term " + (last + 1));
			await().until(() -> states(browser).get(0).startsWith("silent for "));
			await().until(() -> newestTerms(browser)
				.equals(List.of((last + 1) + " " + two + " still leads", last + " " + one + " went silent")));

			assertThat(errors(second)).isEmpty();
			// A page that is open does not hold up the shutdown: that would be for 30 s.
			Instant asked = Instant.now();
			second.terminate();
			assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(20));
			await().until(() -> browser.text("#connection").equals("Not connected"));
			assertThat(browser.text("#trouble")).startsWith(two + " does not answer");
			// H2 closes its file when the JVM is told to stop, whatever the job is at.
			assertThat(errors(second)).allMatch((entry) -> entry.contains("[90121-"));
		}
	}

	/** With their stack traces. */
	private static List<String> errors(SampleProcess instance) {
		return ENTRY.splitAsStream(instance.log()).filter((entry) -> entry.contains(" ERROR ")).toList();
	}

	/**
	 * Waits for the first, as a person does: one of two that open an H2 file at once may
	 * be refused.
	 */
	private SampleProcess launchBehind(SampleProcess first) {
		first.awaitLeading();
		return launch("orders-2");
	}

	private SampleProcess launch(String name) {
		List<String> arguments = new ArrayList<>(TIMINGS);
		arguments.add("--spring.datasource.url=" + TwoInstancesTests.url(this.directory));
		arguments.add("--leaderelection.identity=" + name);
		return SampleProcess.launch(this.directory, name, arguments);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

	/**
	 * Presses the button, and again where the old leader leads once more: the other was
	 * held up for longer than that one sat out.
	 * @return the number of the term in which the other leads
	 */
	private static int stepDown(Browser browser, String leader, String next) {
		String leading;
		do {
			int before = term(browser);
			browser.click("//button[normalize-space()='Step down " + leader + "']");
			await().until(() -> term(browser) > before);
			leading = browser.text(".leader");
		}
		while (leading.equals(leader + " leads"));
		assertThat(leading).isEqualTo(next + " leads");
		return term(browser);
	}

	/** That of the leader; 0 where nobody leads. */
	private static int term(Browser browser) {
		Matcher matcher = TERM.matcher(browser.text(".since"));
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	private static List<String> states(Browser browser) {
		return strings(
				browser.run("return [...document.querySelectorAll('.instances .state')].map((s) => s.innerText)"));
	}

	/** Two of them; a term is told a little later than it begins. */
	private static List<String> newestTerms(Browser browser) {
		return strings(browser.run("""
				return [...document.querySelectorAll('.terms tbody tr')].slice(0, 2)
					.map((row) => [0, 1, 4].map((cell) => row.cells[cell].textContent).join(' '))"""));
	}

	private static List<String> strings(JsonNode array) {
		return array.values().stream().map(JsonNode::asString).toList();
	}

	private static void theLedgerGrows(Browser browser) {
		int rows = ledgerRows(browser);
		await().until(() -> ledgerRows(browser) > rows + 2);
	}

	/** The number that is shown, and the newest row bears. */
	private static int ledgerRows(Browser browser) {
		List<String> numbers = strings(browser.run("""
				return ['#ledger-total', '#ledger tr:first-child td']
					.map((selector) => document.querySelector(selector).innerText.replaceAll(',', ''))"""));
		assertThat(numbers.get(0)).isEqualTo(numbers.get(1));
		return Integer.parseInt(numbers.get(0));
	}

	/** As it is drawn: how far the bar reaches, in percent. */
	private static void theBarShrinksAndFillsUp(Browser browser) {
		double[] last = { reach(browser) };
		await().until(() -> {
			double before = last[0];
			last[0] = reach(browser);
			return last[0] < before;
		});
		await().until(() -> {
			double before = last[0];
			last[0] = reach(browser);
			return last[0] > before + 1;
		});
		assertThat(last[0]).isBetween(0.0, 100.1);
	}

	private static double reach(Browser browser) {
		return browser
			.run("""
					const [meter, fill] = [...document.querySelectorAll('.meter, .fill')].map((e) => e.getBoundingClientRect());
					return (fill.right - meter.left) / meter.width * 100""")
			.asDouble();
	}

	/** Looks at the page in each dress, and takes its picture. */
	private static void pictures(Browser browser) throws IOException {
		if (UPDATE) {
			// A longer story makes a better picture.
			await().until(() -> browser.text(".since").endsWith(", for 16 s"));
		}
		browser.pointAway();
		String rules = EVERY_COLOUR
			.formatted(new ClassPathResource("accessibility.js").getContentAsString(StandardCharsets.UTF_8));
		for (String scheme : List.of("light", "dark")) {
			browser.prefer("prefers-color-scheme", scheme);
			assertThat(lightness(browser)).as(scheme)
				.isBetween((scheme.equals("dark")) ? 0.0 : 200.0, (scheme.equals("dark")) ? 60.0 : 255.0);
			browser.resize(1180, 400, 1);
			int height = browser.run("return document.documentElement.scrollHeight").asInt();
			browser.resize(1180, height, 1);
			// Not while colours change from those of the other scheme.
			await()
				.until(() -> browser.run("return document.getAnimations().every((a) => !(a instanceof CSSTransition))")
					.asBoolean());
			assertThat(strings(browser.run(rules))).as(scheme + " desktop").isEmpty();
			save(browser, "page-" + scheme + ".png");
			browser.resize(360, 780, 2);
			assertThat(strings(browser.run(rules))).as(scheme + " phone").isEmpty();
			save(browser, "page-phone-" + scheme + ".png");
		}
		browser.prefer("prefers-reduced-motion", "reduce");
		await().until(() -> browser.run("return document.getAnimations().length").asInt() == 0);
		browser.prefer("prefers-reduced-motion", "no-preference");
	}

	private static double lightness(Browser browser) {
		return browser.run("return Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
			.asDouble();
	}

	private static void save(Browser browser, String name) {
		byte[] picture = browser.screenshot();
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name), picture);
			if (UPDATE && Files.exists(IMAGES.resolve(name))) {
				// For those who clone the project. Elsewhere the size is up to the fonts.
				assertThat(picture.length).as(name).isLessThan(150_000);
				Files.write(IMAGES.resolve(name), picture);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
