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

import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A service of an application: does what it is given, in transactions of every kind. */
class Reports {

	@LeaderTransactional("reports")
	public void required(Runnable work) {
		work.run();
	}

	@LeaderTransactional("${which.election}")
	void byPlaceholder(Runnable work) {
		work.run();
	}

	@LeaderTransactional
	void unnamed(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", isolation = Isolation.REPEATABLE_READ)
	void repeatableRead(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", isolation = Isolation.SERIALIZABLE)
	void serializable(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", propagation = Propagation.REQUIRES_NEW)
	void requiresNew(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", propagation = Propagation.NESTED)
	void nested(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", propagation = Propagation.SUPPORTS)
	void supports(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", readOnly = true)
	void readOnly(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", timeout = 1)
	void briefly(Runnable work) {
		work.run();
	}

	@LeaderTransactional(value = "reports", noRollbackFor = RuntimeException.class)
	void forgiving(Runnable work) {
		work.run();
	}

	@Transactional
	public void unfenced(Runnable work) {
		work.run();
	}

}
