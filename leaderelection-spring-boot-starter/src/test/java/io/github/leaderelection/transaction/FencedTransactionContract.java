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

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.NotLeaderException;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionTimedOutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Fenced transactions of an application, on each database and transaction manager. */
abstract class FencedTransactionContract extends FencedTransactionFixture {

	@Test
	void commitsWhileThisInstanceLeads() {
		run((application) -> {
			application.reports().required(() -> application.write("required"));
			application.reports().byPlaceholder(() -> application.write("byPlaceholder"));
			application.reports().unnamed(() -> application.write("unnamed"));
			application.classReports().open(() -> application.write("open"));
			application.classReports().packagePrivate(() -> application.write("packagePrivate"));
			assertThat(application.read()).containsExactly("byPlaceholder", "open", "packagePrivate", "required",
					"unnamed");
			// Their work is over, so that a drain finds nothing to wait for.
			application.elector().stop();
			assertThat(this.rival.holder()).isEmpty();
		});
	}

	@Test
	void isRefusedBeforeATransactionIsOpenedWhereAnotherLeads() {
		this.rival.holds();
		this.runner.run((context) -> {
			Application application = new Application(context);
			Runnable never = () -> application.write("never");
			for (Runnable call : List.<Runnable>of(() -> application.reports().required(never),
					() -> application.reports().requiresNew(never), () -> application.classReports().open(never),
					() -> application.fence()
						.executeWithoutResult(application.template(), "reports", (status) -> never.run()))) {
				assertThatExceptionOfType(NotLeaderException.class).isThrownBy(call::run)
					.isNotInstanceOf(LeadershipLostException.class)
					.withMessageContaining("does not lead the election 'reports'");
			}
			assertThat(application.begun()).isEmpty();
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void aLeaderThatHasBeenReplacedCannotCommit() {
		run((application) -> {
			long token = application.term().fencingToken();
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().required(() -> writeAndBeReplaced(application)))
				.satisfies((ex) -> {
					assertThat(ex.getElectionName()).isEqualTo("reports");
					assertThat(ex.getExpectedToken()).isEqualTo(token);
					assertThat(ex.getFoundToken()).hasValue(token + 1);
					assertThat(ex.getFoundHolder()).hasValue(Rival.IDENTITY);
				});
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void norBehindASnapshot() {
		run((application) -> assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> application.reports().repeatableRead(() -> writeAndBeReplaced(application))));
		assertThat(entries()).isEmpty();
	}

	@Test
	void norInASerializableTransaction() {
		run((application) -> assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> application.reports().serializable(() -> writeAndBeReplaced(application))));
		assertThat(entries()).isEmpty();
	}

	@Test
	void norByMethodsOfAnAnnotatedClass() {
		run((application) -> assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> application.classReports().withSettingsOfItsOwn(() -> writeAndBeReplaced(application))));
		assertThat(entries()).isEmpty();
	}

	@Test
	void norWhereNothingRollsBackOtherwise() {
		run((application) -> assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> application.reports().forgiving(() -> writeAndBeReplaced(application))));
		assertThat(entries()).isEmpty();
	}

	@Test
	void renewalsBehindASnapshotDoNoHarm() {
		run((application) -> {
			application.reports().repeatableRead(() -> {
				application.write("one");
				awaitRenewals(application);
			});
			assertThat(application.read()).containsExactly("one");
		});
	}

	@Test
	void renewalsDuringASerializableTransaction() {
		run(this::serializableWithRenewals);
	}

	void serializableWithRenewals(Application application) {
		application.reports().serializable(() -> {
			application.write("one");
			awaitRenewals(application);
		});
		assertThat(application.read()).containsExactly("one");
	}

	@Test
	void aLaterTermOfTheSameInstanceIsAnotherTerm() {
		run((application) -> {
			Leadership term = application.term();
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().required(() -> {
					application.write("one");
					application.beginLaterTerm();
				}))
				.satisfies((ex) -> {
					assertThat(ex.getExpectedToken()).isEqualTo(term.fencingToken());
					assertThat(ex.getFoundToken()).hasValue(term.fencingToken() + 1);
					assertThat(ex.getFoundHolder()).hasValue(term.identity());
				});
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void aTermThatEndsInOrderWaitsForItsTransactions() {
		this.runner = this.runner.withPropertyValues("leaderelection.elections.reports.drain-timeout=20s",
				"leaderelection.retry-period=5s");
		run((application) -> {
			CountDownLatch working = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			inBackground((executor) -> {
				Future<?> transaction = executor.submit(() -> application.reports().required(() -> {
					application.write("one");
					working.countDown();
					awaitLatch(goOn);
				}));
				awaitLatch(working);
				String me = application.elector().identity();
				Future<?> stop = executor.submit(application.elector()::stop);
				TestRunners.await(() -> !application.elector().isLeader());
				assertThat(this.rival.holder()).isEqualTo(me);
				goOn.countDown();
				transaction.get(10, TimeUnit.SECONDS);
				stop.get(10, TimeUnit.SECONDS);
				assertThat(this.rival.holder()).isEmpty();
				assertThat(application.read()).containsExactly("one");
			});
		});
	}

	@Test
	void nobodyTakesOverBetweenTheFenceAndTheCommit() {
		run((application) -> inBackground((executor) -> {
			AtomicReference<Future<?>> takeover = new AtomicReference<>();
			application.reports().required(() -> {
				application.write("one");
				atCommit(() -> {
					takeover.set(blockedTakeover(executor));
					// Written after the fence, and yet before the takeover.
					application.write("two");
				});
			});
			takeover.get().get(10, TimeUnit.SECONDS);
			assertThat(this.rival.holder()).isEqualTo(Rival.IDENTITY);
			assertThat(application.read()).containsExactly("one", "two");
		}));
	}

	@Test
	void aTransactionThatIsMarkedForRollbackIsNotFenced() {
		run((application) -> application.template().executeWithoutResult((status) -> {
			application.fence().protect("reports");
			writeAndBeReplaced(application);
			status.setRollbackOnly();
		}));
		assertThat(entries()).isEmpty();
	}

	@Test
	void whatTheWorkThrowsReachesItsCaller() {
		run((application) -> {
			assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> application.reports().required(() -> {
				writeAndBeReplaced(application);
				throw new ArithmeticException();
			}));
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void aNewTransactionHasAFenceOfItsOwn() {
		run((application) -> {
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().required(() -> {
					application.write("outer");
					application.reports().requiresNew(() -> application.write("first"));
					application.beginLaterTerm();
					// It begins in the later term, and its outer transaction did not.
					application.reports().requiresNew(() -> application.write("second"));
				}));
			assertThat(application.read()).containsExactly("first", "second");
		});
	}

	@Test
	void aNewTransactionOfALostTermLeavesTheOuterOneAlone() {
		run((application) -> {
			application.reports().unfenced(() -> {
				application.write("outer");
				assertThatExceptionOfType(LeadershipLostException.class)
					.isThrownBy(() -> application.reports().requiresNew(() -> {
						application.write("inner");
						this.rival.seizes();
					}));
			});
			assertThat(application.read()).containsExactly("outer");
		});
	}

	@Test
	void aCallThatJoinsATransactionHasAllOfItFenced() {
		run((application) -> assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> application.reports().unfenced(() -> {
				application.write("outer");
				application.reports().required(() -> application.write("inner"));
				this.rival.seizes();
			})));
		assertThat(entries()).isEmpty();
	}

	@Test
	void aCallThatJoinsInALaterTermIsRefusedAtOnce() {
		run((application) -> {
			long token = application.term().fencingToken();
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().required(() -> {
					application.beginLaterTerm();
					application.reports().required(() -> application.write("never"));
				}))
				.satisfies((ex) -> {
					assertThat(ex.getExpectedToken()).isEqualTo(token);
					assertThat(ex.getFoundToken()).hasValue(token + 1);
					assertThat(ex).hasStackTraceContaining("TransactionFences.add");
				});
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void aTransactionThatOnlyReadsIsCompared() {
		run((application) -> {
			application.reports().readOnly(application::read);
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().readOnly(() -> {
					application.read();
					this.rival.seizes();
				}));
		});
	}

	@Test
	void aCallThatMayDoWithoutATransactionIsRefusedWithoutOne() {
		run((application) -> {
			assertThatExceptionOfType(IllegalTransactionStateException.class)
				.isThrownBy(() -> application.reports().supports(() -> application.write("never")))
				.withMessageContaining("The fence of the election 'reports' needs a transaction, and there is none");
			assertThatExceptionOfType(IllegalTransactionStateException.class)
				.isThrownBy(() -> application.fence().protect("reports"));
			application.reports().unfenced(() -> application.reports().supports(() -> application.write("one")));
			assertThat(application.read()).containsExactly("one");
		});
	}

	@Test
	void aTransactionThatHasTimedOutIsRolledBack() {
		run((application) -> {
			assertThatThrownBy(() -> application.reports().briefly(() -> {
				application.write("one");
				long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1200);
				TestRunners.await(() -> System.nanoTime() - end > 0);
			})).isInstanceOfAny(QueryTimeoutException.class, TransactionTimedOutException.class);
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void aTemplateIsFencedByItsCall() {
		run((application) -> {
			String result = application.fence().execute(application.template(), "reports", (status) -> {
				application.write("one");
				return "done";
			});
			assertThat(result).isEqualTo("done");
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(
					() -> application.fence().executeWithoutResult(application.template(), "reports", (status) -> {
						application.write("two");
						this.rival.seizes();
					}));
			assertThat(application.read()).containsExactly("one");
		});
	}

	@Test
	void aTransactionThatRunsIsFencedFromWithin() {
		run((application) -> {
			application.template().executeWithoutResult((status) -> {
				Leadership term = application.fence().protect("reports");
				assertThat(term.fencingToken()).isEqualTo(application.term().fencingToken());
				application.write("one");
			});
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.template().executeWithoutResult((status) -> {
					application.fence().protect("reports");
					application.write("two");
					this.rival.seizes();
				}));
			assertThat(application.read()).containsExactly("one");
		});
	}

	@Test
	void plainJdbcIsFencedByHand() {
		this.runner.run((context) -> {
			Application application = new Application(context).awaitLeadership();
			Leadership term = application.term();
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				assertThatIllegalStateException().isThrownBy(() -> application.fence().check(connection, term))
					.withMessageContaining("autocommit");
				connection.setAutoCommit(false);
				application.fence().check(connection, term);
				connection.commit();
				this.rival.seizes();
				assertThatExceptionOfType(LeadershipLostException.class)
					.isThrownBy(() -> application.fence().check(connection, term));
				connection.rollback();
			}
		});
	}

	/** Spring does not tell those of the commit who register while it tells others. */
	@Test
	void aCallDuringTheCommitOfATransactionIsFencedAtOnce() {
		run((application) -> inBackground((executor) -> {
			AtomicReference<Future<?>> takeover = new AtomicReference<>();
			application.reports().unfenced(() -> {
				application.write("outer");
				atCommit(() -> {
					application.reports().required(() -> application.write("inner"));
					takeover.set(blockedTakeover(executor));
				});
			});
			takeover.get().get(10, TimeUnit.SECONDS);
			assertThat(application.read()).containsExactly("inner", "outer");
		}));
	}

	/**
	 * What it writes is committed when the connection is put back into autocommit mode.
	 */
	@Test
	void aCallAfterTheCommitOfATransactionIsFencedAtOnce() {
		run((application) -> inBackground((executor) -> {
			AtomicReference<Future<?>> takeover = new AtomicReference<>();
			application.reports().unfenced(() -> {
				application.write("outer");
				afterCommit(() -> {
					application.reports().required(() -> application.write("inner"));
					takeover.set(blockedTakeover(executor));
				});
			});
			takeover.get().get(10, TimeUnit.SECONDS);
			assertThat(application.read()).contains("outer");
		}));
	}

}
