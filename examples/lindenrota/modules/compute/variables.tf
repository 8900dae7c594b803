variable "name" {
  type        = string
  description = "Name of the group of machines."
}

variable "data_class" {
  type        = string
  description = "Highest class of data the machines handle."
}

variable "machines" {
  type        = number
  default     = 2
  description = "How many."
}

variable "ami_id" {
  type        = string
  description = "Image to start from."
}

variable "instance_type" {
  type        = string
  default     = "t4g.small"
  description = "Size of a machine."
}

variable "vpc_id" {
  type        = string
  description = "VPC of the security group."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Subnets to spread over."
}

variable "public_address" {
  type        = bool
  default     = false
  description = "Whether machines get a public address."
}

variable "instance_profile" {
  type        = string
  default     = null
  description = "Instance profile with the machines' role."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Key that encrypts the disks; without one the account's default."
}

variable "root_gib" {
  type        = number
  default     = 20
  description = "Size of the root disk."
}

variable "disks" {
  type        = map(number)
  default     = {}
  description = "Further disks: size in GiB by device name."
}

variable "ingress" {
  type = map(object({
    port            = number
    cidr_blocks     = optional(list(string), [])
    prefix_list_ids = optional(list(string), [])
    security_groups = optional(list(string), [])
  }))
  default     = {}
  description = "Who may connect to which port, by a description."
}

variable "user_data" {
  type        = string
  default     = null
  description = "Script for the first start."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags beside those of the provider."
}
