/**
 * A server that holds what the protocol's conformance suite asks for by name (`test_simple_text`, `test://static-text` …),
 * over the transport that ships: `node e2e/conformance/run.mjs` bundles it, starts it and runs the suite against it.
 * Names, texts and schemas are those of the suite's scenarios.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  acceptedContent,
  type CallToolResult,
  completable,
  createRequestStateCodec,
  fromJsonSchema,
  inputRequired,
  inputResponse,
  McpServer,
  ResourceTemplate,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { serveHttp } from '../../src/http/serve-http.ts';

/** One red pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
/** The head of a WAV file, and no sound. */
const wav = Buffer.concat([
  Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'),
  Buffer.from('401f0000803e00000200100064617461', 'hex'),
  Buffer.alloc(4),
]).toString('base64');

const stateCodec = createRequestStateCodec<{ step: number }>({ key: crypto.getRandomValues(new Uint8Array(32)) });

const text = (value: string): CallToolResult => ({ content: [{ type: 'text', text: value }] });

const nameForm = { type: 'object' as const, properties: { name: { type: 'string' as const } }, required: ['name'] };
const okForm = { type: 'object' as const, properties: { ok: { type: 'boolean' as const } }, required: ['ok'] };
const askName = () => inputRequired.elicit({ message: 'What is your name?', requestedSchema: nameForm });
const askModel = (question: string, maxTokens: number) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: question } }], maxTokens });

const answered = ({ mcpReq }: ServerContext, key: string) =>
  inputResponse(mcpReq.inputResponses, key).kind !== 'missing';

function fixtures(): McpServer {
  const server = new McpServer(
    { name: 'jenji-mcp-conformance', version: '1.0.0' },
    {
      capabilities: {
        tools: {},
        resources: { subscribe: true },
        prompts: {},
        completions: {},
        logging: {},
      },
      cacheHints: Object.fromEntries(
        ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list', 'resources/read'].map((method) => [
          method,
          { ttlMs: 1000, cacheScope: 'public' },
        ]),
      ),
      requestState: { verify: stateCodec.verify },
    },
  );
  contentTools(server);
  reportingTools(server);
  askingTools(server);
  inputRequiredTools(server);
  resources(server);
  prompts(server);
  return server;
}

function contentTools(server: McpServer): void {
  const image = { type: 'image' as const, data: png, mimeType: 'image/png' };
  server.registerTool('test_simple_text', { description: 'A text.' }, () =>
    text('This is a simple text response for testing.'),
  );
  server.registerTool('test_image_content', { description: 'An image.' }, () => ({ content: [image] }));
  server.registerTool('test_audio_content', { description: 'A sound.' }, () => ({
    content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }],
  }));
  server.registerTool('test_embedded_resource', { description: 'A resource.' }, () => ({
    content: [
      {
        type: 'resource',
        resource: {
          uri: 'test://embedded-resource',
          mimeType: 'text/plain',
          text: 'This is an embedded resource content.',
        },
      },
    ],
  }));
  server.registerTool('test_multiple_content_types', { description: 'A text, an image and a resource.' }, () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      image,
      {
        type: 'resource',
        resource: {
          uri: 'test://mixed-content-resource',
          mimeType: 'application/json',
          text: JSON.stringify({ test: 'data', value: 123 }),
        },
      },
    ],
  }));
  server.registerTool('test_error_handling', { description: 'An error.' }, () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  server.registerTool(
    'json_schema_2020_12_tool',
    { description: 'Tool with JSON Schema 2020-12 features', inputSchema: fromJsonSchema(richSchema) },
    () => text('done'),
  );
  server.registerTool(
    'test_custom_header',
    {
      description: 'Takes one argument by header.',
      inputSchema: fromJsonSchema({
        type: 'object',
        properties: { region: byHeader },
      }),
    },
    () => text('done'),
  );
}

/** An argument that clients send as a header too. */
const byHeader = { type: 'string' as const, 'x-mcp-header': 'Region' };

const richSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object' as const,
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

function reportingTools(server: McpServer): void {
  // Between two reports the suite wants some time, so that a client that waits for all would be noticed.
  const pause = () => sleep(50);
  server.registerTool('test_tool_with_logging', { description: 'Logs three times.' }, async (context) => {
    await context.mcpReq.log('info', 'Tool execution started');
    await pause();
    await context.mcpReq.log('info', 'Tool processing data');
    await pause();
    await context.mcpReq.log('info', 'Tool execution completed');
    return text('Logged three times.');
  });
  server.registerTool('test_logging_tool', { description: 'Logs, where logging was asked for.' }, async (context) => {
    await context.mcpReq.log('info', 'Logged');
    return text('done');
  });
  server.registerTool('test_tool_with_progress', { description: 'Reports progress.' }, async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken !== undefined) {
        await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
      }
      if (progress < 100) await pause();
    }
    return text('Done at 100 of 100.');
  });
}

/** Tools of the 2025 revisions: the server asks in the middle of a call. */
function askingTools(server: McpServer): void {
  server.registerTool(
    'test_sampling',
    { description: 'Asks the model.', inputSchema: z.object({ prompt: z.string() }) },
    async ({ prompt }, { mcpReq }) => {
      const { content } = await mcpReq.requestSampling({
        messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
        maxTokens: 100,
      });
      const [first] = [content].flat();
      return text(`LLM response: ${first?.type === 'text' ? first.text : ''}`);
    },
  );
  server.registerTool(
    'test_elicitation',
    { description: 'Asks the user.', inputSchema: z.object({ message: z.string() }) },
    async ({ message }, { mcpReq }) => {
      const { action, content } = await mcpReq.elicitInput({
        mode: 'form',
        message,
        requestedSchema: {
          type: 'object',
          properties: {
            username: { type: 'string', description: "User's response" },
            email: { type: 'string', description: "User's email address" },
          },
          required: ['username', 'email'],
        },
      });
      return text(`User response: action=${action}, content=${JSON.stringify(content ?? {})}`);
    },
  );
  server.registerTool(
    'test_elicitation_sep1034_defaults',
    { description: 'A form with defaults.' },
    async ({ mcpReq }) => {
      const { action, content } = await mcpReq.elicitInput({
        mode: 'form',
        message: 'Please review the defaults',
        requestedSchema: {
          type: 'object',
          properties: {
            name: { type: 'string', default: 'John Doe' },
            age: { type: 'integer', default: 30 },
            score: { type: 'number', default: 95.5 },
            status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
            verified: { type: 'boolean', default: true },
          },
        },
      });
      return text(`Elicitation completed: action=${action}, content=${JSON.stringify(content ?? {})}`);
    },
  );
  server.registerTool('test_elicitation_sep1330_enums', { description: 'A form of choices.' }, async ({ mcpReq }) => {
    const plain = ['option1', 'option2', 'option3'];
    const titled = (word: string) =>
      ['First', 'Second', 'Third'].map((nth, index) => ({ const: `value${index + 1}`, title: `${nth} ${word}` }));
    const { action, content } = await mcpReq.elicitInput({
      mode: 'form',
      message: 'Please choose',
      requestedSchema: {
        type: 'object',
        properties: {
          untitledSingle: { type: 'string', enum: plain },
          titledSingle: { type: 'string', oneOf: titled('Option') },
          legacyEnum: {
            type: 'string',
            enum: ['opt1', 'opt2', 'opt3'],
            enumNames: ['Option One', 'Option Two', 'Option Three'],
          },
          untitledMulti: { type: 'array', items: { type: 'string', enum: plain } },
          titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
        },
      },
    });
    return text(`Elicitation completed: action=${action}, content=${JSON.stringify(content ?? {})}`);
  });
}

/** Tools of 2026-07-28: the answer asks for input, and the call comes again with it. */
function inputRequiredTools(server: McpServer): void {
  server.registerTool('test_input_required_result_elicitation', { description: 'Asks for a name.' }, ({ mcpReq }) => {
    const answer = acceptedContent(mcpReq.inputResponses, 'user_name', z.object({ name: z.string() }));
    return answer ? text(`Hello, ${answer.name}!`) : inputRequired({ inputRequests: { user_name: askName() } });
  });
  server.registerTool('test_streaming_elicitation', { description: 'Asks for a name.' }, () =>
    inputRequired({ inputRequests: { user_name: askName() } }),
  );
  server.registerTool('test_missing_capability', { description: 'Needs a client with a model.' }, () =>
    inputRequired({ inputRequests: { question: askModel('What is the capital of France?', 100) } }),
  );
  server.registerTool('test_input_required_result_sampling', { description: 'Asks the model.' }, (context) =>
    answered(context, 'capital_question')
      ? text(`The model said: ${JSON.stringify(context.mcpReq.inputResponses?.capital_question)}`)
      : inputRequired({ inputRequests: { capital_question: askModel('What is the capital of France?', 100) } }),
  );
  server.registerTool('test_input_required_result_list_roots', { description: 'Asks for roots.' }, (context) =>
    answered(context, 'client_roots')
      ? text(`Roots: ${JSON.stringify(context.mcpReq.inputResponses?.client_roots)}`)
      : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } }),
  );
  for (const name of ['test_input_required_result_request_state', 'test_input_required_result_tampered_state']) {
    server.registerTool(name, { description: 'Keeps its state with the client.' }, async (context) => {
      const state = context.mcpReq.requestState<{ step: number }>();
      if (state && answered(context, 'confirm')) return text('state-ok');
      const confirm = inputRequired.elicit({ message: 'Please confirm', requestedSchema: okForm });
      return inputRequired({
        inputRequests: { confirm },
        requestState: await stateCodec.mint({ step: 1 }, context),
      });
    });
  }
  server.registerTool(
    'test_input_required_result_multiple_inputs',
    { description: 'Asks thrice.' },
    async (context) => {
      const keys = ['user_name', 'greeting', 'client_roots'];
      if (keys.every((key) => answered(context, key))) return text('All answered.');
      return inputRequired({
        inputRequests: {
          user_name: askName(),
          greeting: askModel('Generate a greeting', 50),
          client_roots: inputRequired.listRoots(),
        },
        requestState: await stateCodec.mint({ step: 1 }, context),
      });
    },
  );
  server.registerTool('test_input_required_result_multi_round', { description: 'Asks in turn.' }, async (context) => {
    const step = context.mcpReq.requestState<{ step: number }>()?.step ?? 0;
    if (step === 2 && answered(context, 'step2')) return text('Both steps are done.');
    const isSecond = step === 1 && answered(context, 'step1');
    return inputRequired({
      inputRequests: isSecond
        ? {
            step2: inputRequired.elicit({
              message: 'Step 2: What is your favorite color?',
              requestedSchema: { type: 'object', properties: { color: { type: 'string' } }, required: ['color'] },
            }),
          }
        : { step1: inputRequired.elicit({ message: 'Step 1: What is your name?', requestedSchema: nameForm }) },
      requestState: await stateCodec.mint({ step: isSecond ? 2 : 1 }, context),
    });
  });
  server.registerTool('test_input_required_result_capabilities', { description: 'Asks what it can.' }, () => {
    const can = server.server.getClientCapabilities() ?? {};
    return inputRequired({
      inputRequests: {
        ...(can.elicitation && { user_name: askName() }),
        ...(can.sampling && { greeting: askModel('Generate a greeting', 50) }),
      },
    });
  });
}

function resources(server: McpServer): void {
  server.registerResource('static-text', 'test://static-text', { mimeType: 'text/plain' }, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }],
  }));
  server.registerResource('static-binary', 'test://static-binary', { mimeType: 'image/png' }, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'image/png', blob: png }],
  }));
  server.registerResource('watched', 'test://watched-resource', { mimeType: 'text/plain' }, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'text/plain', text: 'Watched.' }],
  }));
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json' },
    ({ href }, { id }) => ({
      contents: [
        {
          uri: href,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
        },
      ],
    }),
  );
  server.server.setRequestHandler('resources/subscribe', () => ({}));
  server.server.setRequestHandler('resources/unsubscribe', () => ({}));
}

function prompts(server: McpServer): void {
  const says = (value: string) => ({ role: 'user' as const, content: { type: 'text' as const, text: value } });
  server.registerPrompt('test_simple_prompt', { description: 'A prompt.' }, () => ({
    messages: [says('This is a simple prompt for testing.')],
  }));
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'A prompt with arguments.',
      argsSchema: z.object({
        arg1: completable(z.string(), (value) => ['paris', 'park', 'party'].filter((each) => each.startsWith(value))),
        arg2: z.string(),
      }),
    },
    ({ arg1, arg2 }) => ({ messages: [says(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'A prompt with a resource.', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
          },
        },
        says('Please process the embedded resource above.'),
      ],
    }),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'A prompt with an image.' }, () => ({
    messages: [
      { role: 'user', content: { type: 'image', data: png, mimeType: 'image/png' } },
      says('Please analyze the image above.'),
    ],
  }));
  server.registerPrompt('test_input_required_result_prompt', { description: 'Asks for context.' }, ({ mcpReq }) => {
    const answer = acceptedContent(mcpReq.inputResponses, 'user_context', z.object({ context: z.string() }));
    if (answer) return { messages: [says(`Context: ${answer.context}`)] };
    const requestedSchema = {
      type: 'object' as const,
      properties: { context: { type: 'string' as const } },
      required: ['context'],
    };
    return inputRequired({
      inputRequests: {
        user_context: inputRequired.elicit({ message: 'What context should the prompt use?', requestedSchema }),
      },
    });
  });
}

const service = await serveHttp(
  fixtures,
  { host: '127.0.0.1', port: 0, token: undefined, hostnames: ['localhost', '127.0.0.1'] },
  (line) => process.stderr.write(`${line}\n`),
);
process.once('SIGTERM', () => void service.close());
