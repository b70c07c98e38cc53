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

import java.util.SortedMap;
import java.util.TreeMap;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.TermWork;
import io.github.leaderelection.annotation.RunningCalls;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.NotLeaderException;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The terms that one transaction belongs to. Spring keeps it with the transaction: it is
 * put aside when another transaction is begun in between, and comes back after it.
 */
final class TransactionFences implements TransactionSynchronization {

	private final FencePlace place;

	private final FencePlace.CommitCheck commitCheck;

	/** In the order in which rows are locked, the same for all transactions. */
	private final SortedMap<String, FencedTerm> terms = new TreeMap<>();

	/** Whether the call that checks has come, or will not come. */
	private boolean checksAtOnce;

	private TransactionFences(FencePlace place, FencePlace.CommitCheck commitCheck, boolean checksAtOnce) {
		this.place = place;
		this.commitCheck = commitCheck;
		this.checksAtOnce = checksAtOnce;
	}

	/**
	 * The fences of the transaction that the calling thread is in.
	 * @param begun whether the transaction has just been begun
	 */
	static TransactionFences ofCurrentTransaction(FencePlace place, String electionName, boolean begun) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalTransactionStateException("The fence of the election '" + electionName
					+ "' needs a transaction, and there is none. Use a propagation that begins one, such as REQUIRED");
		}
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new IllegalTransactionStateException("The fence of the election '" + electionName
					+ "' has to be told of the commit, and the transaction manager tells nobody."
					+ " Leave its transactionSynchronization at SYNCHRONIZATION_ALWAYS");
		}
		for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
			if (synchronization instanceof TransactionFences fences && fences.place.equals(place)) {
				return fences;
			}
		}
		TransactionFences fences = new TransactionFences(place, place.forCurrentTransaction(electionName),
				!begun && CommitPhase.isUnderWay());
		TransactionSynchronizationManager.registerSynchronization(fences);
		return fences;
	}

	/**
	 * Adds a term.
	 * @return the term that the transaction belongs to
	 */
	Leadership add(Leadership leadership) {
		String electionName = leadership.electionName();
		FencedTerm known = this.terms.get(electionName);
		if (known == null) {
			// A transaction is work of the term until it is over.
			known = FencedTerm.begin(leadership);
			this.terms.put(electionName, known);
		}
		else if (known.leadership().fencingToken() != leadership.fencingToken()) {
			throw new LeadershipLostException(electionName, known.leadership().fencingToken(),
					leadership.fencingToken(), leadership.identity(), null);
		}
		if (this.checksAtOnce) {
			this.commitCheck.check(known.leadership());
		}
		return known.leadership();
	}

	/**
	 * Whatever is written or flushed after this is covered as well: the rows stay locked
	 * until the commit.
	 */
	@Override
	public void beforeCommit(boolean readOnly) {
		this.checksAtOnce = true;
		this.terms.values().forEach((term) -> this.commitCheck.check(term.leadership()));
	}

	@Override
	public void beforeCompletion() {
		this.checksAtOnce = true;
	}

	@Override
	public void afterCompletion(int status) {
		this.terms.values().forEach(FencedTerm::end);
	}

	/**
	 * A term that the transaction belongs to.
	 *
	 * @param leadership the term
	 * @param work what its drain waits for; {@code null} where the term drains already,
	 * and waits for the call that the transaction is part of
	 */
	private record FencedTerm(Leadership leadership, @Nullable TermWork work) {

		static FencedTerm begin(Leadership leadership) {
			TermWork work = leadership.beginWork(false).orElse(null);
			if (work == null && !RunningCalls.isIn(leadership)) {
				throw new NotLeaderException(leadership.electionName());
			}
			return new FencedTerm(leadership, work);
		}

		void end() {
			if (this.work != null) {
				this.work.close();
			}
		}

	}

}
