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

package io.github.leaderelection.docs;

import java.util.List;

import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;

/** Every mistake that the documentation shows. */
final class StartUpMistakes {

	private static final String TABLE = LeaderElectionSchema.ddl(SqlDialects.forPlatform("postgresql"),
			"leader_election");

	private static final String[] TWO_ELECTIONS = { "leaderelection.elections.reports=",
			"leaderelection.elections.mails=" };

	private StartUpMistakes() {
	}

	static List<StartUpMistake> ofProperties() {
		return List.of(
				StartUpMistake.of("timings", "leaderelection.lease-duration=10s", "leaderelection.term-limit=-1s",
						"leaderelection.drain-timeout=400d", "leaderelection.elections.reports.renew-deadline=2s",
						"leaderelection.elections.mails.retry-period=1500us"),
				StartUpMistake.of("duration", "leaderelection.lease-duration=15 seconds"),
				StartUpMistake.of("blank", "leaderelection.name=", "leaderelection.identity="),
				StartUpMistake.of("too-long", "leaderelection.name=" + "reports-".repeat(17)),
				StartUpMistake.of("enabled", "leaderelection.enabled=maybe"),
				StartUpMistake.of("lock", "leaderelection.lock=redis"),
				StartUpMistake.of("lock-empty", "leaderelection.lock="),
				StartUpMistake.of("notifications", "leaderelection.jdbc.notifications=always"),
				StartUpMistake.of("initialize-schema", "leaderelection.jdbc.initialize-schema=yes"),
				StartUpMistake.of("spellings", "leaderelection.elections.clean-up.term-limit=1h",
						"leaderelection.elections.cleanUp.auto-start=false"),
				StartUpMistake.of("election-keys", "leaderelection.elections.reports.lease=30s",
						"leaderelection.elections.mails.retry-period=", "leaderelection.elections[0].name=bills",
						"leaderelection.elections.orders.eu.term-limit=1h"),
				StartUpMistake.of("election-value", "leaderelection.elections.reports=15s"));
	}

	static List<StartUpMistake> ofDatabases() {
		return List.of(StartUpMistake.of("no-data-source",
				"spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"),
				StartUpMistake.of("several-data-sources").beans("TwoDatabases"),
				StartUpMistake.of("several-marked").beans("TwoLeaseDatabases"),
				StartUpMistake.of("routed-data-source").beans("RoutedDatabase"),
				StartUpMistake.of("private-memory", "spring.datasource.url=jdbc:h2:mem:"),
				StartUpMistake.of("driver", "spring.datasource.url=jdbc:orders:db",
						"spring.datasource.driver-class-name=org.h2.Driver"),
				StartUpMistake.of("connection-refused", "spring.datasource.url={server}/order")
					.onPostgreSql("SELECT 1"),
				StartUpMistake.of("read-only",
						"spring.datasource.hikari.data-source-properties.options=-c default_transaction_read_only=on")
					.onPostgreSql(TABLE),
				StartUpMistake.of("unsupported", "leaderelection.jdbc.connection=pooled").beans("OtherDatabase"),
				StartUpMistake.of("several-dialects").beans("TwoDialects"),
				StartUpMistake.of("several-locks").beans("TwoLocks"),
				StartUpMistake.of("platform", "leaderelection.jdbc.platform=postgres",
						"leaderelection.jdbc.table-name=lease-table"),
				StartUpMistake.of("other-platform", "leaderelection.jdbc.platform=mysql").onPostgreSql(TABLE));
	}

	static List<StartUpMistake> ofTables() {
		return List.of(StartUpMistake.of("no-table").onPostgreSql("SELECT 1"),
				StartUpMistake.of("no-right", "spring.datasource.username=reader", "spring.datasource.password=reader")
					.onPostgreSql(TABLE, "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN PASSWORD 'reader'",
							"GRANT SELECT ON leader_election TO reader"),
				StartUpMistake.of("no-key").onPostgreSql(TABLE.replace(" PRIMARY KEY", "")),
				StartUpMistake.of("narrow-column").onPostgreSql(TABLE.replace("VARCHAR(255)", "VARCHAR(40)")),
				StartUpMistake
					.of("no-schema", "leaderelection.jdbc.table-name=ops.leases",
							"leaderelection.jdbc.initialize-schema=always")
					.onPostgreSql("SELECT 1"),
				StartUpMistake.of("no-script", "leaderelection.jdbc.schema=classpath:leases.sql"));
	}

	static List<StartUpMistake> ofBeans() {
		return List.of(StartUpMistake.of("conditional").beans("Reports"),
				StartUpMistake.of("conditional-class").beans("Invoices"),
				StartUpMistake.of("unknown-election", TWO_ELECTIONS).beans("Mails"),
				StartUpMistake.of("no-single-elector", TWO_ELECTIONS).beans("Poller"),
				StartUpMistake.of("no-elector", "leaderelection.enabled=false").beans("Poller"),
				StartUpMistake.of("transactional").beans("Bookings"),
				StartUpMistake.of("transactional-election").beans("Payments"),
				StartUpMistake.of("no-transaction-manager").beans("Orders", "TwoDatabases", "SeparateLeases"),
				StartUpMistake.of("unknown-transaction-manager").beans("Archive"),
				StartUpMistake
					.of("other-transaction-manager", "spring.datasource.url=jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1")
					.beans("Orders", "SeparateLeases"),
				StartUpMistake.of("unfenced-memory", "leaderelection.lock=memory").beans("Orders"),
				StartUpMistake.of("unfenced-disabled", "leaderelection.enabled=false").beans("Orders"),
				StartUpMistake.of("no-fence", "leaderelection.lock=memory").beans("Payouts"));
	}

}
