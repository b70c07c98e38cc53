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

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;

/**
 * Makes locks that are rows of one table. All locks of a factory share one connection,
 * opened at the first call and replaced when it fails; nothing connects before that, so
 * the database may be down when the factory is built. A transaction of the caller is
 * never joined. On PostgreSQL a second connection listens for the acquisitions and
 * releases of other processes, from the first watch over a lock on. Thread-safe.
 */
public final class JdbcLockFactory implements ResourceLockFactory, AutoCloseable {

	/** How many characters the name of an election may have. */
	public static final int MAX_ELECTION_NAME_LENGTH = Identifiers.MAX_ELECTION_NAME_LENGTH;

	/** How many characters an identity may have. */
	public static final int MAX_IDENTITY_LENGTH = Identifiers.MAX_IDENTITY_LENGTH;

	private final Database database;

	private final JdbcLockBatch batch;

	private final JdbcFence fence;

	private final Notifications notifications;

	private JdbcLockFactory(Builder builder) {
		DataSource dataSource = unwrap(builder.dataSource);
		this.database = new Database(dataSource, builder.tableName, builder.dialect, builder.notifications);
		this.notifications = new Notifications(dataSource, this.database);
		this.batch = new JdbcLockBatch(this.database,
				builder.pooled ? new PooledConnections(dataSource) : new DedicatedConnection(dataSource, this.database,
						builder.callBound, this.notifications::connected, this.notifications::stepAside));
		this.fence = new JdbcFence(this.database, this.batch,
				new LeaseUrls(this.database, new DatabaseMark(dataSource, this.database), System::nanoTime),
				!builder.pooled);
	}

	/** These would hand out the connection of the transaction that the thread is in. */
	private static DataSource unwrap(DataSource dataSource) {
		if (dataSource instanceof TransactionAwareDataSourceProxy
				|| dataSource instanceof LazyConnectionDataSourceProxy) {
			DataSource target = ((DelegatingDataSource) dataSource).getTargetDataSource();
			return (target != null) ? unwrap(target) : dataSource;
		}
		return dataSource;
	}

	/**
	 * Starts building a factory.
	 * @param dataSource where the database is; see {@link DedicatedDataSource} for one
	 * that does not wait for ever to connect
	 * @return a builder with the defaults
	 */
	public static Builder builder(DataSource dataSource) {
		return new Builder(dataSource);
	}

	@Override
	public ResourceLock create(String electionName, String identity) {
		return new JdbcResourceLock(this.database, this.batch, this.notifications, electionName, identity);
	}

	/**
	 * Tries out whether the table is there, can be read and written, and holds what it
	 * has to. What is written is taken back.
	 * @param timeout how long each of reading and writing may take
	 * @throws MissingTableException if it is not there
	 * @throws InvalidTableException if it has other columns or no key, or the user lacks
	 * a right to it
	 * @throws ReadOnlyDatabaseException if the database can only be read
	 * @throws UnsupportedDatabaseException if the database has no dialect
	 * @throws LockException if the database does not answer
	 */
	public void checkTable(Duration timeout) {
		ResourceLock lock = create("-", "-");
		lock.get(timeout);
		this.batch.tryTable(new LockCall(lock, new LockOperation.Get(), timeout));
	}

	/**
	 * The fence for transactions on the database of the leases.
	 * @return the fence, the same each time
	 */
	public JdbcFence fence() {
		return this.fence;
	}

	/**
	 * The table of the leases.
	 * @return its name as configured
	 */
	public String tableName() {
		return this.database.tableName();
	}

	/**
	 * The dialect in use.
	 * @return the dialect, or empty where none was given and no call has reached the
	 * database so far
	 */
	public Optional<SqlDialect> dialect() {
		return Optional.ofNullable(this.database.dialect());
	}

	/**
	 * Closes the connections. A call that is under way may finish within a second and is
	 * cut off after that; every later call fails. Can be repeated.
	 */
	@Override
	public void close() {
		this.notifications.close();
		this.batch.close();
	}

	/** Builds a {@link JdbcLockFactory}. Not thread-safe. */
	public static final class Builder {

		private static final Duration DEFAULT_CALL_BOUND = Duration.ofSeconds(10);

		private final DataSource dataSource;

		private String tableName = LeaderElectionSchema.DEFAULT_TABLE_NAME;

		private @Nullable SqlDialect dialect;

		private Duration callBound = DEFAULT_CALL_BOUND;

		private boolean pooled;

		private boolean notifications = true;

		private Builder(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		/**
		 * Names the table.
		 * @param tableName an identifier, or a schema and an identifier; by default
		 * {@value LeaderElectionSchema#DEFAULT_TABLE_NAME}
		 * @return this builder
		 * @throws IllegalArgumentException if it is no identifier
		 */
		public Builder tableName(String tableName) {
			this.tableName = Identifiers.checkTableName(tableName);
			return this;
		}

		/**
		 * Sets the dialect.
		 * @param dialect what the database speaks; by default told by its product name at
		 * the first call
		 * @return this builder
		 */
		public Builder dialect(@Nullable SqlDialect dialect) {
			this.dialect = dialect;
			return this;
		}

		/**
		 * Bounds what the server does for a call whose caller has given up, and so never
		 * hears of it. Calls themselves are bounded by their own timeouts.
		 * @param callBound positive; the longest renew deadline fits; by default 10
		 * seconds
		 * @return this builder
		 * @throws IllegalArgumentException if it is not positive
		 */
		public Builder callBound(Duration callBound) {
			if (callBound.toMillis() <= 0) {
				throw new IllegalArgumentException(
						"The call bound must be at least a millisecond, but is " + callBound);
			}
			this.callBound = Timeouts.bounded(callBound);
			return this;
		}

		/**
		 * Takes a connection for each call and gives it back, instead of keeping one: for
		 * a {@code DataSource} that is a pool. Where the pool is exhausted, renewals wait
		 * with everybody else, as long as the pool lets them.
		 * @param pooled by default {@code false}
		 * @return this builder
		 */
		public Builder pooled(boolean pooled) {
			this.pooled = pooled;
			return this;
		}

		/**
		 * Sets whether acquisitions and releases notify other processes, and whether this
		 * one listens for theirs, where the database and the driver can: PostgreSQL with
		 * its own driver. It takes one connection more, which is kept; where the factory
		 * is {@link #pooled} none is kept, so it notifies and does not listen. Whoever
		 * does not listen learns of changes when it looks the next time.
		 * @param notifications by default {@code true}
		 * @return this builder
		 */
		public Builder notifications(boolean notifications) {
			this.notifications = notifications;
			return this;
		}

		/**
		 * Builds the factory. Connects to nothing.
		 * @return the factory
		 */
		public JdbcLockFactory build() {
			return new JdbcLockFactory(this);
		}

	}

}
