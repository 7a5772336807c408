import type { Locator, Page } from 'playwright-core';

export interface Shown {
  readonly status: string;
  readonly body: string;
}

/** Swagger UI as a person uses it: by what can be seen and clicked. */
export class SwaggerUi {
  private constructor(private readonly page: Page) {}

  static async open(page: Page, url: string, path = '/docs'): Promise<SwaggerUi> {
    await page.goto(url + path);
    await page.locator('.topbar select').waitFor();
    return new SwaggerUi(page);
  }

  async chooseDoor(title: string): Promise<void> {
    await this.page.locator('.topbar select').selectOption({ label: title });
    await this.page.locator('.info .title', { hasText: title }).waitFor();
  }

  /**
   * Presses Authorize, fills in the scheme's fields from top to bottom, presses its Authorize, and closes the window.
   * @param scheme what the scheme's heading says
   */
  async authorize(scheme: string, values: readonly string[], scopes: readonly string[] = []): Promise<void> {
    await this.page.locator('.scheme-container button.authorize').click();
    const window = this.page.locator('.dialog-ux');
    const container = window.locator('.auth-container').filter({ has: this.page.locator('h4', { hasText: scheme }) });
    const fields = container.locator('input:not([type=checkbox])');
    for (const [index, value] of values.entries()) await fields.nth(index).fill(value);
    for (const scope of scopes) await container.locator('.scopes label').filter({ hasText: scope }).click();
    await container.locator('button.authorize').click();
    await container.getByText('Logout').waitFor();
    await container.locator('button.btn-done').click();
    await window.waitFor({ state: 'detached' });
  }

  /**
   * Opens the operation, presses "Try it out", fills in its body, presses "Execute", and reads what came.
   * @param body a form's fields by name, or the text of a JSON body
   */
  async execute(method: string, path: string, body: Readonly<Record<string, string>> | string = {}): Promise<Shown> {
    const operation = this.page
      .locator(`.opblock-${method}`)
      .filter({ has: this.page.locator(`[data-path="${path}"]`) });
    await this.openGroupOf(operation);
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    if (typeof body === 'string') await operation.locator('textarea.body-param__text').fill(body);
    else
      for (const [name, value] of Object.entries(body)) {
        await operation.locator(`[data-property-name="${name}"] input`).fill(value);
      }
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table');
    const status = await answer.locator('tbody .response-col_status').first().innerText();
    const shown = await answer.locator('tbody .response-col_description pre').first().innerText();
    return { status: status.trim(), body: shown };
  }

  /** Opens one group after the other until the operation is there; those that do not have it are closed again. */
  private async openGroupOf(operation: Locator): Promise<void> {
    const groups = this.page.locator('.opblock-tag');
    await groups.first().waitFor();
    for (let index = 0; index < (await groups.count()) && (await operation.count()) === 0; index += 1) {
      await groups.nth(index).click();
      await this.page.waitForTimeout(300);
      if ((await operation.count()) === 0) await groups.nth(index).click();
    }
  }
}
