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

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The page, and the stream that keeps it current. */
@Controller
class PageController {

	private final PageFeed feed;

	PageController(PageFeed feed) {
		this.feed = feed;
	}

	/** For browsers: who asks for no HTML gets the status of this instance as JSON. */
	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String page(HttpServletResponse response) {
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		// The page has buttons: nobody may put it into a frame of theirs.
		response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
		return "forward:/index.html";
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> events() {
		return this.feed.connect()
			.map((emitter) -> ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(emitter))
			.orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
				.header(HttpHeaders.RETRY_AFTER, "5")
				.build());
	}

}
