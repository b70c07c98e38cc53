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

import io.github.leaderelection.LeaderElectionsBuilder;
import io.github.leaderelection.autoconfigure.LeaderElectionsCustomizer;
import io.github.leaderelection.jdbc.JdbcLockFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Closes the lock when the last candidate has released its lease. That may be after the
 * context has closed, where the work of a term closes it.
 */
class LockFactoryLifetime implements LeaderElectionsCustomizer, DisposableBean {

	private final JdbcLockFactory locks;

	private volatile boolean used;

	LockFactoryLifetime(JdbcLockFactory locks) {
		this.locks = locks;
	}

	@Override
	public void customize(LeaderElectionsBuilder builder) {
		this.used = true;
		builder.whenClosed(this.locks::close);
	}

	@Override
	public void destroy() {
		if (!this.used) {
			this.locks.close();
		}
	}

}
