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

package io.github.leaderelection.sample.page;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells the other instances that this one is there, and browsers how things stand. Has a
 * thread of its own, so that neither waits for the job, nor the job for them.
 */
@Component
class PageFeed implements SmartLifecycle {

	static final int MAX_CLIENTS = 32;

	private static final Logger logger = LoggerFactory.getLogger(PageFeed.class);

	private static final long PERIOD_MS = 500;

	/** After that a browser connects anew by itself. */
	private static final long CONNECTION_MS = TimeUnit.MINUTES.toMillis(10);

	/** As long as a statement may take that waits for a connection. */
	private static final long PATIENCE_MS = 4000;

	private final PageStateReader reader;

	private final Presence presence;

	private final JsonMapper mapper;

	private final Set<PageClient> clients = ConcurrentHashMap.newKeySet();

	// A thread for each client that is being written to; none while nobody watches.
	private final Executor writers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS,
			new SynchronousQueue<>(), daemons("page-client-"));

	private @Nullable ScheduledThreadPoolExecutor scheduler;

	private boolean troubled;

	PageFeed(PageStateReader reader, Presence presence, JsonMapper mapper) {
		this.reader = reader;
		this.presence = presence;
		this.mapper = mapper;
	}

	private static CustomizableThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Lets a browser watch.
	 * @return its stream, or empty where there are too many already, or this instance
	 * stops
	 */
	synchronized Optional<SseEmitter> connect() {
		if (this.scheduler == null || this.clients.size() >= MAX_CLIENTS) {
			return Optional.empty();
		}
		SseEmitter emitter = new SseEmitter(CONNECTION_MS);
		PageClient client = new PageClient(emitter, this.writers);
		emitter.onTimeout(emitter::complete);
		emitter.onCompletion(() -> this.clients.remove(client));
		this.clients.add(client);
		refresh();
		return Optional.of(emitter);
	}

	/** How many watch. */
	int clients() {
		return this.clients.size();
	}

	/** Tells the news now rather than with the next tick. Does not wait for that. */
	void refresh() {
		refresh(PageFeed::noNews);
	}

	/**
	 * Does the same, and writes the news down before. Where the database takes its time,
	 * neither the election nor its listeners wait for that.
	 */
	synchronized void refresh(Runnable news) {
		if (this.scheduler != null) {
			this.scheduler.execute(() -> tick(news));
		}
	}

	private static void noNews() {
	}

	private void tick(Runnable news) {
		try {
			news.run();
			this.presence.tell();
			if (!this.clients.isEmpty()) {
				offer("state", this.mapper.writeValueAsString(this.reader.read()));
			}
			if (this.troubled) {
				this.troubled = false;
				logger.info("The database answers the page again");
			}
		}
		catch (DataAccessException ex) {
			offer("trouble", "The database does not answer.");
			if (!this.troubled) {
				this.troubled = true;
				logger.warn("The database does not answer the page: {}", ex.getMessage());
			}
		}
		catch (RuntimeException ex) {
			// A periodic task that throws is not run again. One that outlasts the stop
			// has its pool closed under it.
			if (isRunning()) {
				logger.error("The page cannot be told how things stand", ex);
			}
		}
	}

	void offer(String event, String data) {
		this.clients.forEach((client) -> client.offer(event, data));
	}

	@Override
	public synchronized void start() {
		ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, daemons("page-feed-"));
		// A tick throws nothing, and ends with the scheduler.
		ScheduledFuture<?> unused = started.scheduleWithFixedDelay(() -> tick(PageFeed::noNews), 0, PERIOD_MS,
				TimeUnit.MILLISECONDS);
		this.scheduler = started;
	}

	@Override
	public void stop() {
		ScheduledThreadPoolExecutor stopping;
		synchronized (this) {
			stopping = this.scheduler;
			this.scheduler = null;
		}
		if (stopping == null) {
			return;
		}
		stopping.execute(this::leave);
		stopping.shutdown();
		try {
			if (!stopping.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
				stopping.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void leave() {
		// A stream that stays open would hold up the web server's graceful shutdown.
		this.clients.forEach(PageClient::finish);
		try {
			this.presence.leave();
		}
		catch (DataAccessException ex) {
			logger.debug("The others will notice that this instance is gone", ex);
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.scheduler != null;
	}

	/**
	 * After the web server has started, and before it waits for its last requests. The
	 * elections start later and stop earlier.
	 */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
