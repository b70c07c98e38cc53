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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses an action that is longer than any can be, before it is parsed: neither Spring
 * nor Tomcat limits JSON.
 */
@ControllerAdvice(assignableTypes = ActionController.class)
class SmallBodies extends RequestBodyAdviceAdapter {

	/** In bytes: more than the longest identity takes, each character of it escaped. */
	static final int MAX_LENGTH = 4096;

	@Override
	public boolean supports(MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
		// Not by the length that is announced: a body in chunks announces none.
		byte[] body = message.getBody().readNBytes(MAX_LENGTH + 1);
		if (body.length > MAX_LENGTH) {
			throw new ActionRefusedException(HttpStatus.CONTENT_TOO_LARGE,
					"An action takes at most " + MAX_LENGTH + " bytes.");
		}
		return new Body(message.getHeaders(), new ByteArrayInputStream(body));
	}

	/**
	 * What has been read.
	 *
	 * @param headers those of the request
	 * @param content all of its body
	 */
	private record Body(HttpHeaders headers, InputStream content) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.content;
		}

	}

}
