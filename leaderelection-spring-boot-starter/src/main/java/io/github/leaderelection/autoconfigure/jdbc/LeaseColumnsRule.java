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

package io.github.leaderelection.autoconfigure.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.leaderelection.autoconfigure.LeaderElectionSettings;
import io.github.leaderelection.autoconfigure.LeaderElectionSettingsRule;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.StringUtils;

/** What the table of the leases can be called and can hold. */
class LeaseColumnsRule implements LeaderElectionSettingsRule {

	private static final String SOME_NAME = "-";

	private final LeaderElectionJdbcProperties properties;

	private final BooleanSupplier ownDialect;

	/**
	 * Creates a rule.
	 * @param properties name the table and the platform
	 * @param ownDialect whether the application has a dialect of its own, which goes
	 * before that of the platform
	 */
	LeaseColumnsRule(LeaderElectionJdbcProperties properties, BooleanSupplier ownDialect) {
		this.properties = properties;
		this.ownDialect = ownDialect;
	}

	@Override
	public List<String> violations(LeaderElectionSettings settings) {
		List<String> found = new ArrayList<>();
		check("leaderelection.jdbc.table-name: ", found, () -> LeaderElectionSchema
			.withTableName(LeaderElectionSchema.DEFAULT_TABLE_NAME, this.properties.getTableName()));
		String platform = this.properties.getPlatform();
		if (StringUtils.hasText(platform) && !this.ownDialect.getAsBoolean()) {
			check("leaderelection.jdbc.platform: ", found, () -> SqlDialects.forPlatform(platform));
		}
		// Never connects, but knows what the columns hold.
		try (JdbcLockFactory locks = JdbcLockFactory.builder(new DelegatingDataSource()).build()) {
			check("leaderelection.identity: ", found, () -> locks.create(SOME_NAME, settings.identity()));
			settings.elections()
				.stream()
				.map(LeaderElectionSettings.Election::name)
				.filter(StringUtils::hasText)
				.forEach((name) -> check("", found, () -> locks.create(name, SOME_NAME)));
		}
		return found;
	}

	private static void check(String property, List<String> found, Runnable rule) {
		try {
			rule.run();
		}
		catch (IllegalArgumentException ex) {
			found.add(property + ex.getMessage());
		}
	}

}
