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

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the buttons work on this machine, from the page itself, and refuses everybody
 * else: the demo knows no users. An application would have Spring Security here.
 */
@Configuration(proxyBeanMethods = false)
class LocalCallers implements WebMvcConfigurer, HandlerInterceptor {

	private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/elections/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		String host = request.getHeader(HttpHeaders.HOST);
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		// The name too, since a foreign one can be made to lead here (DNS rebinding).
		boolean local = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
				&& isLocalName(request.getServerName());
		boolean sameOrigin = origin == null || origin.equals(request.getScheme() + "://" + host);
		if (!local || !sameOrigin) {
			response.sendError(HttpStatus.FORBIDDEN.value());
			return false;
		}
		return true;
	}

	static boolean isLocalName(@Nullable String host) {
		return host != null && LOCAL_NAMES.contains(host);
	}

}
