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

package io.github.leaderelection.autoconfigure.transaction;

import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for transactions that cannot commit
 * once their leader has been replaced. After that of transactions, whose advisor thereby
 * goes first.
 */
@AutoConfiguration(after = { LeaderElectionJdbcAutoConfiguration.class, TransactionAutoConfiguration.class })
@ConditionalOnClass({ TransactionInterceptor.class, ConnectionHolder.class })
@Import({ LeaderFenceConfiguration.class, FencedTransactionConfiguration.class,
		UnfencedTransactionConfiguration.class })
@ImportRuntimeHints(LeaderTransactionRuntimeHints.class)
public final class LeaderTransactionAutoConfiguration {

	LeaderTransactionAutoConfiguration() {
	}

}
