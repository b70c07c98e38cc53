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

package io.github.leaderelection.jdbc;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;

/** The lease of one election as a row. Each operation is a batch of one call. */
final class JdbcResourceLock implements ResourceLock {

	private static final Logger logger = LoggerFactory.getLogger(JdbcResourceLock.class);

	private final Database database;

	private final JdbcLockBatch batch;

	private final @Nullable Notifications notifications;

	private final String electionName;

	private final String identity;

	/** One that nobody watches. */
	JdbcResourceLock(Database database, JdbcLockBatch batch, String electionName, String identity) {
		this(database, batch, null, electionName, identity);
	}

	JdbcResourceLock(Database database, JdbcLockBatch batch, @Nullable Notifications notifications, String electionName,
			String identity) {
		this.database = database;
		this.batch = batch;
		this.notifications = notifications;
		this.electionName = Identifiers.checkElectionName(electionName);
		this.identity = Identifiers.checkIdentity(identity);
	}

	@Override
	public String electionName() {
		return this.electionName;
	}

	@Override
	public String identity() {
		return this.identity;
	}

	@Override
	public Optional<LockSnapshot> get(Duration timeout) {
		return ((LockReply.Read) perform(new LockOperation.Get(), timeout)).snapshot();
	}

	@Override
	public boolean create(LeaderElectionRecord record, Duration timeout) {
		return perform(new LockOperation.Create(record), timeout) instanceof LockReply.Applied;
	}

	@Override
	public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
		return perform(new LockOperation.Update(record, condition), timeout) instanceof LockReply.Applied;
	}

	private LockReply perform(LockOperation operation, Duration timeout) {
		LockReply reply = this.batch.executeAlone(new LockCall(this, operation, timeout));
		if (reply instanceof LockReply.Failed failed) {
			throw failed.cause();
		}
		return reply;
	}

	@Override
	public void recordEvent(String event) {
		logger.debug("Election event: election={} identity={} event=\"{}\"", this.electionName, this.identity, event);
	}

	@Override
	public String describe() {
		return this.database.describe(this.electionName);
	}

	@Override
	public LockWatch watch(Runnable hint) {
		return (this.notifications != null) ? this.notifications.watch(this.electionName, hint) : LockWatch.none();
	}

	@Override
	public LockBatch batch() {
		return this.batch;
	}

}
