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

package io.github.leaderelection.transaction;

import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** With the transaction manager of JPA, by Hibernate. */
class JpaFencedTransactionTests extends FencedTransactionContract {

	@Override
	TestDatabase open() {
		return TestDatabases.postgres();
	}

	@BeforeEach
	void useHibernate() {
		this.runner = this.runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withPropertyValues("spring.jpa.open-in-view=false")
			.withUserConfiguration(Entities.class);
	}

	@Test
	void whatIsFlushedAtTheCommitIsFenced() {
		this.runner.run((context) -> {
			Application application = new Application(context).awaitLeadership();
			assertThat(context).hasSingleBean(JpaTransactionManager.class);
			EntityManager entities = context.getBean(EntityManager.class);
			application.reports().required(() -> entities.persist(new Ledger("one")));
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().required(() -> {
					entities.persist(new Ledger("two"));
					this.rival.seizes();
				}));
			assertThat(application.read()).containsExactly("one");
		});
	}

	/** Hibernate has given its transaction up by then. */
	@Override
	@Test
	void aCallAfterTheCommitOfATransactionIsFencedAtOnce() {
		run((application) -> {
			application.reports()
				.unfenced(() -> afterCommit(() -> assertThatIllegalStateException()
					.isThrownBy(() -> application.reports().required(() -> application.write("inner")))
					.withMessageContaining("the transaction is on no JDBC connection at all")));
			assertThat(application.read()).isEmpty();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Entities {

	}

	/** A row that Hibernate writes when it is flushed. */
	@Entity
	@Table(name = "ledger")
	static class Ledger {

		@Id
		private String entry;

		Ledger(String entry) {
			this.entry = entry;
		}

		protected Ledger() {
		}

	}

}
