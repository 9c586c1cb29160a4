/** An error of the Step Functions API: `__type` and `message` of its answer; its name is the type, as clients throw it. */
export class ApiError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = status;
  }
}
