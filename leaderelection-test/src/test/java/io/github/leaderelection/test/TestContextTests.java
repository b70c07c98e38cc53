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

package io.github.leaderelection.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.UnknownElectionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestContextManager;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What the annotation does to contexts of tests. */
@Timeout(60)
class TestContextTests {

	@Test
	void testsShareAContextWhateverTheyAreToLead() {
		ApplicationContext first = context(LeadsReports.class);
		assertThat(context(LeadsCleanUp.class)).isSameAs(first);
		assertThat(context(LeadsNothing.class)).isSameAs(first);
		assertThat(context(OnAMethod.class)).isSameAs(first);
		assertThat(context(OnAMethod.Inner.class)).isSameAs(first);
		assertThat(context(Composed.class)).isSameAs(first);
		assertThat(context(Extends.class)).isSameAs(first);
	}

	@Test
	void aTestWithoutTheAnnotationIsLeftAlone() throws Exception {
		ApplicationContext plain = context(Plain.class);
		assertThat(plain.getBeanProvider(LeadershipSwitch.class).getIfAvailable()).isNull();
		assertThat(plain).isNotSameAs(context(LeadsReports.class));
		during(Plain.class, () -> assertThat(plain.getBean(LeaderElections.class).names()).hasSize(2));
	}

	@Test
	void eachTestLeadsWhatItNames() throws Exception {
		LeadershipSwitch leadership = context(LeadsReports.class).getBean(LeadershipSwitch.class);
		during(LeadsReports.class, () -> assertThat(leadership).leads("reports").doesNotLead("clean-up"));
		assertThat(leadership).doesNotLead("reports");
		during(LeadsCleanUp.class, () -> assertThat(leadership).leads("clean-up").doesNotLead("reports"));
		during(Composed.class, () -> assertThat(leadership).leads("reports").doesNotLead("clean-up"));
		during(Extends.class, () -> assertThat(leadership).leads("reports").doesNotLead("clean-up"));
		during(LeadsNothing.class, () -> assertThat(leadership).doesNotLead("clean-up").doesNotLead("reports"));
		during(OnAMethod.class, () -> assertThat(leadership).leads("reports"));
	}

	@Test
	void anElectionThatIsUnknownIsRefusedWithThoseThatAreKnown() {
		assertThatIllegalStateException().isThrownBy(() -> during(Misspelt.class, () -> {
		}))
			.withCauseInstanceOf(UnknownElectionException.class)
			.withMessageContaining(Misspelt.class.getName())
			.withMessageContaining("'report'")
			.withMessageContaining("clean-up")
			.withMessageContaining("reports");
	}

	@Test
	void withoutANameThereHasToBeOneElection() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> during(LeadsTheOne.class, () -> {
		})).withMessageContaining("there is not exactly one");
		LeadershipSwitch leadership = context(LeadsTheOnlyOne.class).getBean(LeadershipSwitch.class);
		during(LeadsTheOnlyOne.class, () -> assertThat(leadership).leads("orders"));
	}

	@Test
	void whereElectionsAreSwitchedOffItSaysSo() {
		assertThat(failureOf(SwitchedOff.class)).contains("leaderelection.enabled=false; remove it");
	}

	@Test
	void whereTheApplicationMakesElectionsItselfItSaysSo() {
		assertThat(failureOf(OwnElections.class)).contains("are not those of the starter")
			.contains("LeaderElectionsCustomizer");
	}

	@Test
	void noThreadIsLeftWhenTheContextIsClosed() {
		List<Thread> before = threads();
		ConfigurableApplicationContext context = (ConfigurableApplicationContext) context(OfItsOwn.class);
		LeadershipSwitch leadership = context.getBean(LeadershipSwitch.class);
		leadership.grant("own");
		List<Thread> own = threads().stream().filter((thread) -> !before.contains(thread)).toList();
		assertThat(own).isNotEmpty();
		context.close();

		Awaitility.await().until(() -> own.stream().noneMatch(Thread::isAlive));
		leadership.reset();
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("leaderelection-test-"))
			.toList();
	}

	private static ApplicationContext context(Class<?> testClass) {
		return new TestContextManager(testClass).getTestContext().getApplicationContext();
	}

	/** Does what JUnit does around a test method. */
	private static void during(Class<?> testClass, Runnable test) throws Exception {
		TestContextManager manager = new TestContextManager(testClass);
		Object instance = testClass.getDeclaredConstructor().newInstance();
		manager.beforeTestMethod(instance, testClass.getDeclaredMethod("test"));
		try {
			test.run();
		}
		finally {
			manager.afterTestMethod(instance, testClass.getDeclaredMethod("test"), null);
		}
	}

	private static String failureOf(Class<?> testClass) {
		StringBuilder messages = new StringBuilder();
		try {
			during(testClass, () -> {
			});
		}
		catch (Exception ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				messages.append(cause.getMessage()).append('\n');
			}
		}
		return messages.toString();
	}

	@SpringBootTest(classes = JobApplication.class)
	@WithLeadership("reports")
	static class LeadsReports {

		void test() {
		}

	}

	@SpringBootTest(classes = JobApplication.class)
	@WithLeadership("clean-up")
	static class LeadsCleanUp {

		void test() {
		}

	}

	@SpringBootTest(classes = JobApplication.class)
	@WithLeadership(leading = false)
	static class LeadsNothing {

		void test() {
		}

	}

	@SpringBootTest(classes = JobApplication.class)
	static class OnAMethod {

		@WithLeadership("reports")
		void test() {
		}

		@Nested
		class Inner {

		}

	}

	@SpringBootTest(classes = JobApplication.class)
	@Leading
	static class Composed {

		void test() {
		}

	}

	@WithLeadership("reports")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Leading {

	}

	static class Extends extends LeadsReports {

		@Override
		void test() {
		}

	}

	@SpringBootTest(classes = JobApplication.class, properties = "leaderelection.lock=memory")
	static class Plain {

		void test() {
		}

	}

	@SpringBootTest(classes = JobApplication.class)
	@WithLeadership("report")
	static class Misspelt {

		void test() {
		}

	}

	@SpringBootTest(classes = JobApplication.class)
	@WithLeadership
	static class LeadsTheOne {

		void test() {
		}

	}

	@SpringBootTest(classes = ElectionsOfTheProperties.class,
			properties = { "spring.config.name=none", "spring.application.name=orders" })
	@WithLeadership
	static class LeadsTheOnlyOne {

		void test() {
		}

	}

	@SpringBootTest(classes = ElectionsOfTheProperties.class, properties = "leaderelection.enabled=false")
	@WithLeadership("reports")
	static class SwitchedOff {

		void test() {
		}

	}

	@SpringBootTest(classes = { ElectionsOfTheProperties.class, OwnElectionsConfiguration.class })
	@WithLeadership("reports")
	static class OwnElections {

		void test() {
		}

	}

	@SpringBootTest(classes = ElectionsOfTheProperties.class,
			properties = { "spring.config.name=none", "leaderelection.name=own" })
	@WithLeadership
	static class OfItsOwn {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class ElectionsOfTheProperties {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnElectionsConfiguration {

		@Bean
		LeaderElections ownElections() {
			return LeaderElections.create();
		}

	}

}
